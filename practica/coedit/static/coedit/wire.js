// A web socket that comes back by itself: after a broken connection, a server that was restarted, a train in a tunnel.
const LATER = [250, 600, 1500, 3000, 6000];
// The server says something every 15 seconds, and wants a sign of life; a page in the background may be late.
const [SILENT, SIGN_OF_LIFE] = [75_000, 20_000];

// `told` hears: message(data), closed(code) which says by `false` that this was the end, and alive() from time to time.
export function wire(path, told) {
  let socket, timer, heard = 0, tries = 0, isOver = false;
  const url = new URL(path, location.href);
  url.protocol = url.protocol.replace("http", "ws");

  function lost(code) {
    if (socket) socket.onclose = socket.onmessage = null;
    // A browser without network waits for an answer to its goodbye: what is lost is lost at once.
    socket?.close();
    socket = undefined;
    clearTimeout(timer);
    if (told.closed(code) === false) return stop();
    timer = setTimeout(connect, LATER[Math.min(tries, LATER.length - 1)] * (0.7 + 0.6 * Math.random()));
    tries += 1;
  }

  function connect() {
    clearTimeout(timer);
    heard = performance.now();
    socket = new WebSocket(url);
    socket.binaryType = "arraybuffer";
    socket.onclose = ({ code }) => lost(code);
    socket.onmessage = ({ data }) => {
      heard = performance.now();
      tries = 0;
      told.message(typeof data === "string" ? data : new Uint8Array(data));
    };
  }

  const now = () => { if (timer && !socket) connect(); };
  const gone = () => { if (socket) lost(); };
  const alive = setInterval(() => {
    if (socket && performance.now() - heard > SILENT) lost();
    else told.alive();
  }, SIGN_OF_LIFE);
  addEventListener("online", now);
  addEventListener("offline", gone);

  function stop() {
    isOver = true;
    clearTimeout(timer);
    clearInterval(alive);
    removeEventListener("online", now);
    removeEventListener("offline", gone);
    if (socket) socket.onclose = socket.onmessage = null;
    socket?.close();
    socket = undefined;
  }

  // A server that answers pages alone says so (204), and the page stays as it is; whatever else happens may pass.
  async function begin() {
    const answer = await fetch(path, { method: "HEAD" }).catch(() => undefined);
    if (answer?.status !== 204 && !isOver) connect();
  }

  begin();
  return { stop, send: (data) => { if (socket?.readyState === WebSocket.OPEN) socket.send(data); } };
}
