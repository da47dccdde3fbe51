// How the text looks while it is being written: the marks of Markdown are dim, headings and stress are shown.
import { EditorView, GFM, HighlightStyle, Language, LanguageSupport, defineLanguageFacet, parser, syntaxHighlighting, tags } from "../ui/vendor/coedit.js";

// Without the grammars of the languages in its code blocks, which would be as much again to load.
const markdown = new LanguageSupport(new Language(defineLanguageFacet({}), parser.configure([GFM]), [], "markdown"));

const marks = HighlightStyle.define([
  { tag: tags.heading1, class: "md-h1" }, { tag: tags.heading2, class: "md-h2" },
  { tag: [tags.heading3, tags.heading4, tags.heading5, tags.heading6], class: "md-h3" },
  { tag: tags.strong, class: "md-b" }, { tag: tags.emphasis, class: "md-i" }, { tag: tags.strikethrough, class: "md-s" },
  { tag: tags.link, class: "md-a" }, { tag: [tags.url, tags.processingInstruction], class: "md-dim" },
  { tag: tags.monospace, class: "md-code" }, { tag: tags.quote, class: "md-q" },
]);

// Here, not in a style sheet: only who has the editor loads it.
const theme = EditorView.theme({
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { overflow: "visible", fontFamily: "var(--font-ui)", lineHeight: "1.65" },
  ".cm-content": { minBlockSize: "6.5em", padding: "0", fontSize: "1.0625rem", caretColor: "var(--accent)" },
  ".cm-line": { padding: "0" },
  ".cm-placeholder": { color: "var(--ink-3)" },
  ".caret": { position: "relative", borderInlineStart: "2px solid var(--hue-ink)", marginInline: "-1px" },
  ".caret b": {
    position: "absolute", inset: "-1.15em auto auto -2px", font: "650 .6875rem/1.5 var(--font-ui)", paddingInline: ".4rem", borderRadius: "5px 5px 5px 0",
    background: "var(--hue-ink)", color: "var(--surface)", whiteSpace: "nowrap", zIndex: "2", pointerEvents: "none",
  },
  ".chosen": { background: "var(--hue-soft)" },
  ".md-h1": { font: "660 1.3125rem/1.4 var(--font-display)", letterSpacing: "-.02em" },
  ".md-h2, .md-h3": { fontWeight: "650" },
  ".md-h2": { fontSize: "1.125rem" },
  ".md-b": { fontWeight: "700" },
  ".md-i": { fontStyle: "italic" },
  ".md-s": { textDecoration: "line-through" },
  ".md-dim": { color: "var(--ink-3)", fontWeight: "400" },
  ".md-a": { color: "var(--accent-ink)" },
  ".md-code": { fontFamily: "ui-monospace, monospace", background: "var(--sunken)", borderRadius: "4px" },
  ".md-q": { color: "var(--ink-2)" },
});

export const look = [markdown, syntaxHighlighting(marks), theme];
