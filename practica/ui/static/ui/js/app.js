// The behaviour of every page; each module looks for what it serves and does nothing where there is none.
import "./native.js";
import "./menus.js";
import "./toasts.js";
import "./swaps.js";
import "./theme.js";
import "./zone.js";
import "./connection.js";

if (document.querySelector("#palette")) import("./palette.js");
if (document.querySelector("[data-live]")) import("./live.js");
if (document.querySelector("[data-composer]")) import("./composer.js");
