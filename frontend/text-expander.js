import "@github/text-expander-element";
