// Where the others write: a caret with a name, and what they have selected. Places move along with the text.
import {
  Annotation, Decoration, ViewPlugin, WidgetType, createAbsolutePositionFromRelativePosition, createRelativePositionFromJSON,
  createRelativePositionFromTypeIndex,
} from "../ui/vendor/coedit.js";

const moved = Annotation.define();

class Caret extends WidgetType {
  constructor({ name, hue }) {
    super();
    Object.assign(this, { name, hue });
  }

  eq(other) {
    return other.name === this.name && other.hue === this.hue;
  }

  toDOM() {
    const [caret, name] = [document.createElement("span"), document.createElement("b")];
    caret.className = "caret";
    caret.dataset.hue = this.hue;
    name.textContent = this.name;
    // A word joiner: the line neither breaks nor grows here.
    caret.append("\u2060", name);
    return caret;
  }

  ignoreEvent() {
    return true;
  }
}

// `others` is a function that gives the people; `point` is told where I am, or null when I am not in the text.
export function carets(doc, text, others, point) {
  const place = (at) => createRelativePositionFromTypeIndex(text, at);
  const index = (at) => createAbsolutePositionFromRelativePosition(createRelativePositionFromJSON(at), doc)?.index;

  function drawn(length) {
    const marks = [];
    for (const one of others()) {
      if (!one.cursor) continue;
      let from, to;
      // Whatever another browser sent: what can't be read is not shown.
      try { [from, to] = [index(one.cursor.anchor), index(one.cursor.head)]; } catch { continue; }
      if (from === undefined || to === undefined || from > length || to > length) continue;
      if (from !== to) marks.push(Decoration.mark({ attributes: { class: "chosen", "data-hue": one.hue } }).range(Math.min(from, to), Math.max(from, to)));
      marks.push(Decoration.widget({ widget: new Caret(one), side: 1 }).range(to));
    }
    return Decoration.set(marks, true);
  }

  let last = "null";
  const plugin = ViewPlugin.fromClass(class {
    decorations = Decoration.none;

    update({ view, state }) {
      const { anchor, head } = state.selection.main;
      const mine = view.hasFocus ? { anchor: place(anchor), head: place(head) } : null;
      const said = JSON.stringify(mine);
      if (said !== last) {
        last = said;
        queueMicrotask(() => point(mine));
      }
      this.decorations = drawn(state.doc.length);
    }
  }, { decorations: (one) => one.decorations });
  return { plugin, redraw: (view) => view.dispatch({ annotations: moved.of(true) }) };
}
