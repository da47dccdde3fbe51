// What the two sides say: each what it has, then what the other lacks, then every change. Offline, both go on and catch up later.
import { applyUpdate, encodeStateAsUpdate, encodeStateVector } from "../ui/vendor/coedit.js";
import { wire } from "./wire.js";

const [HAVE, TAKE] = [0, 1];
const [NOT_HERE, BORN_ANEW] = [4403, 4409];
const framed = (kind, bytes) => {
  const frame = new Uint8Array(bytes.length + 1);
  frame[0] = kind;
  frame.set(bytes, 1);
  return frame;
};

// `told` hears: state(word), rights(said), here(people), whole(), ended(code, isUnkept).
export function link(address, doc, told) {
  let sent = 0, born, cursor = null, isGreeted = false, isWhole = false, isUnkept = false, mayWrite = false;

  const say = () => told.state(!isGreeted ? "offline" : isUnkept ? "saving" : "saved");
  const give = (update) => { sent += 1; socket.send(framed(TAKE, update)); };

  function greet(theirs) {
    const lacking = encodeStateAsUpdate(doc, theirs);
    // Two zeros are nothing; what an answer that never came had kept is not sent again either.
    if (mayWrite && lacking.length > 2) give(lacking);
    else isUnkept = false;
    socket.send(framed(HAVE, encodeStateVector(doc)));
    isGreeted = true;
    point(cursor);
    say();
  }

  function hear(said) {
    // Begun anew while we were away: what we have and what they have do not belong together.
    if (said.born && born && born !== said.born) return over(BORN_ANEW);
    born = said.born ?? born;
    if (said.may) {
      mayWrite = said.may === "write";
      if (!mayWrite && isUnkept) return over(NOT_HERE);
      told.rights(said);
    }
    if (said.kept) {
      isUnkept = said.kept < sent;
      say();
    }
    if (said.whole && !isWhole) {
      isWhole = true;
      told.whole();
    }
    if (said.here) told.here(said.here);
  }

  function message(data) {
    if (typeof data === "string") hear(JSON.parse(data));
    else if (data[0] === HAVE) greet(data.subarray(1));
    else applyUpdate(doc, data.subarray(1), link);
  }

  function closed(code) {
    [sent, isGreeted] = [0, false];
    if (code >= 4000) return over(code);
    say();
    told.here([]);
  }

  function written(update, origin) {
    if (origin === link) return;
    isUnkept = true;
    if (isGreeted) give(update);
    say();
  }

  function point(place) {
    cursor = place;
    if (isGreeted) socket.send(JSON.stringify({ cursor }));
  }

  const warn = (event) => { if (isUnkept) event.preventDefault(); };
  function stop() {
    socket.stop();
    doc.off("update", written);
    removeEventListener("beforeunload", warn);
  }
  function over(code) {
    stop();
    told.ended(code, isUnkept);
    return false;
  }

  doc.on("update", written);
  addEventListener("beforeunload", warn);
  const socket = wire(`/live/text/${address}`, { message, closed, alive: () => point(cursor) });
  return { point, stop };
}
