// The editor itself, on a text that others have too.
import {
  Compartment, Doc, EditorState, EditorView, UndoManager, defaultKeymap, keymap, placeholder, yCollab, yUndoManagerKeymap,
} from "../ui/vendor/coedit.js";
import { carets } from "./carets.js";
import { look } from "./look.js";

export function newText() {
  const doc = new Doc();
  return { doc, text: doc.getText("text") };
}

export function edit({ doc, text }, { parent, label, hint, nonce, others, point, full }) {
  const writing = new Compartment();
  let longest = Infinity;
  const undo = new UndoManager(text);
  const theirs = carets(doc, text, others, point);
  const within = EditorState.transactionFilter.of((change) => {
    const [before, after] = [change.startState.doc.length, change.newDoc.length];
    if (!change.isUserEvent("input") || after <= longest || after <= before) return change;
    full();
    return [];
  });
  const may = (write) => [EditorState.readOnly.of(!write), EditorView.editable.of(write)];
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text.toString(),
      extensions: [
        EditorView.cspNonce.of(nonce), keymap.of([...yUndoManagerKeymap, ...defaultKeymap]), EditorView.lineWrapping, look,
        placeholder(hint), writing.of(may(false)), within, yCollab(text, null, { undoManager: undo }), theirs.plugin,
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "true", autocorrect: "on", autocapitalize: "sentences" }),
      ],
    }),
  });
  return {
    view,
    redraw: () => theirs.redraw(view),
    allow(write, most) {
      longest = most ?? longest;
      view.dispatch({ effects: writing.reconfigure(may(write)) });
    },
  };
}
