// At the door: passwords can be shown, and a passkey is offered where the browser knows passkeys.
import "./passwords.js";

if (window.PublicKeyCredential) for (const part of document.querySelectorAll("[data-passkeys]")) part.hidden = false;
