// What writing together needs of others; our own side of it is practica/coedit/static/coedit/.
export { Annotation, Compartment, EditorState, Prec } from "@codemirror/state";
export { Decoration, EditorView, ViewPlugin, WidgetType, keymap, placeholder } from "@codemirror/view";
export { defaultKeymap } from "@codemirror/commands";
export { HighlightStyle, Language, LanguageSupport, defineLanguageFacet, syntaxHighlighting } from "@codemirror/language";
export { GFM, parser } from "@lezer/markdown";
export { tags } from "@lezer/highlight";
export { yCollab, yUndoManagerKeymap } from "y-codemirror.next";
export {
  Doc, UndoManager, applyUpdate, createAbsolutePositionFromRelativePosition, createRelativePositionFromJSON,
  createRelativePositionFromTypeIndex, encodeStateAsUpdate, encodeStateVector,
} from "yjs";
