/**
 * The look of the buttons. Sizes as the site's own: 48 px round with a label below in the column of actions (2025-11),
 * 32 px on pictures. Hidden unless the sheet beside the content script shows the element: that sheet goes when the
 * extension does. No size depends on what a button says: the page can measure the element. `--disc`, `--ink`, `--text`, `--size` are copied from the neighbour in a bar, where there is one,
 * to the button inside: what the page sets on the element itself loses against `!important` here, so that no button of ours
 * is without colour where it is pressed.
 */
export const buttonStyle = `
:host {
  all: initial;
  --text: #161823 !important;
  --disc: rgba(22, 24, 35, 0.06) !important;
  --ink: #161823 !important;
  --paper: #fff !important;
  --ring: #fe2c55 !important;
  --good: #0b7a4b !important;
  --record: #d6003a !important;
  --bad: #b3261e !important;
  --font: "TikTokFont", "TikTokDisplayFont", system-ui, -apple-system, "Segoe UI", Arial, sans-serif !important;
  --size: initial !important;
  --text-size: initial !important;
  --text-height: initial !important;
  --above: initial !important;
  --below: initial !important;
  --progress: initial !important;
  display: none;
  flex: none;
  direction: inherit;
  opacity: 1 !important;
  filter: none !important;
  mask: none !important;
  clip-path: none !important;
  mix-blend-mode: normal !important;
  animation: none !important;
}
:host(.dark) {
  --text: rgba(255, 255, 255, 0.9) !important;
  --disc: rgba(255, 255, 255, 0.12) !important;
  --ink: rgba(255, 255, 255, 0.9) !important;
  --paper: #161823 !important;
  --ring: #ff6d88 !important;
  --good: #4cd69b !important;
  --record: #ff6d88 !important;
  --bad: #ff9a8f !important;
}
button {
  all: unset;
  box-sizing: border-box;
  display: flex;
  flex-direction: column;
  align-items: center;
  cursor: pointer;
  color: var(--text);
  font: 700 var(--text-size, 12px) / var(--text-height, 16px) var(--font);
  -webkit-tap-highlight-color: transparent;
}
.disc {
  contain: strict;
  position: relative;
  box-sizing: border-box;
  display: grid;
  place-items: center;
  inline-size: var(--size, 48px);
  block-size: var(--size, 48px);
  border-radius: 50%;
  background: var(--disc);
  color: var(--ink);
  transition: background-color 0.15s, opacity 0.15s, transform 0.15s;
}
.icon {
  inline-size: 50%;
  block-size: 50%;
  fill: none;
  stroke: currentColor;
  stroke-width: 2.4;
  stroke-linecap: round;
  stroke-linejoin: round;
}
button:hover .disc { filter: brightness(0.94); }
:host(.dark) button:hover .disc { filter: brightness(1.25); }
button:active .disc { transform: scale(0.94); }
button:focus-visible .disc, button.pill:focus-visible {
  outline: 2px solid #fff;
  box-shadow: 0 0 0 4px #161823;
}
.ring { display: none; position: absolute; inset: 0; inline-size: 100%; block-size: 100%; transform: rotate(-90deg); }
.ring circle { fill: none; stroke-width: 3; }
.track { stroke: currentColor; opacity: 0.2; }
.arc { stroke: var(--ring); stroke-linecap: round; stroke-dasharray: var(--progress, 0) 100; transition: stroke-dasharray 0.3s; }
.saving .ring, .queued .ring { display: block; }
.saving .icon { inline-size: 40%; block-size: 40%; }
.queued .arc, .saving.starting .arc { stroke-dasharray: 25 100; }
.saving.starting .ring { animation: turn 1.1s linear infinite; }
@keyframes turn { to { transform: rotate(270deg); } }

.label {
  box-sizing: border-box;
  inline-size: 72px;
  block-size: var(--text-height, 16px);
  margin-inline: calc((var(--size, 48px) - 72px) / 2);
  text-align: center;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
}
.label::after { content: attr(data-text); }
:host(.column) .disc { margin-block: var(--above, 8px) var(--below, 6px); }
:host(.row) { align-self: center; margin-inline: 8px; }
:host(.row) .disc { inline-size: var(--size, 32px); block-size: var(--size, 32px); }

:host(.thumbnail) { position: absolute; z-index: 3; }
:host(.corner) { inset-inline-end: 8px; }
:host(.bottom) { inset-block-end: 8px; }
:host(.top) { inset-block-start: 8px; }
:host(.thumbnail:not(.corner)) { margin: 8px; }
:host(.thumbnail) .disc {
  inline-size: 32px;
  block-size: 32px;
  background: rgba(22, 24, 35, 0.78);
  color: #fff;
  opacity: 0;
}
:host(.thumbnail) { --good: #4cd69b !important; --bad: #ffb4ab !important; --ring: #ff6d88 !important; }
:host(.thumbnail.near) .disc,
:host(.thumbnail:hover) .disc,
:host(.thumbnail) button:focus-visible .disc,
:host(.thumbnail) button:is(.queued, .saving, .saved, .failed) .disc { opacity: 1; }
/* A box to tick: square, always there, and nothing of the state of saving. */
.box { scroll-margin-block: 120px; }
:host(.thumbnail) .box .disc {
  opacity: 1;
  border: 2px solid #fff;
  border-radius: 8px;
  background: rgba(22, 24, 35, 0.78);
  box-shadow: 0 0 0 1px rgba(22, 24, 35, 0.6);
}
:host(.thumbnail) .box.chosen .disc { background: #d6003a; }
.box .icon { inline-size: 64%; block-size: 64%; stroke-width: 3.2; }
.box:not(.chosen) .icon, .box .ring { display: none; }
@media (hover: none) { :host(.thumbnail) .disc { opacity: 1; } }

:host(.floating) { position: fixed; z-index: 2000; inset-block-end: 88px; inset-inline-end: 24px; }
:host(.floating) .disc { background: #fff; color: #161823; --good: #0b7a4b; --bad: #b3261e; box-shadow: 0 2px 12px rgba(0, 0, 0, 0.25); }
:host(.floating.dark) .disc { background: #2b2b2e; color: #fff; --good: #4cd69b; --bad: #ff9a8f; }

:host(.pill) { align-self: center; }
:host(.pill.beside) { margin-block: 0 16px; }
:host(.pill.second.beside) { margin-inline-start: 8px; }
:host(.pill.floating) { inset-inline: 24px auto; inset-block-end: 24px; }
:host(.pill.second.floating) { inset-block-end: 72px; }
:host(.pill.floating) button { background: #fff; box-shadow: 0 2px 12px rgba(0, 0, 0, 0.25); }
:host(.pill.floating.dark) button { background: #2b2b2e; }
button.pill {
  flex-direction: row;
  gap: 8px;
  block-size: 40px;
  padding-inline: 16px;
  border-radius: 8px;
  background: var(--disc);
  font: 600 16px/24px var(--font);
  white-space: nowrap;
}
:host(.pill) button.pill[aria-pressed="true"] { background: var(--ink); color: var(--paper); }
button.pill .icon { inline-size: 20px; block-size: 20px; flex: none; }
button.live { inline-size: 224px; padding-inline: 14px; justify-content: center; border-radius: 20px; }
button.live .icon { color: var(--record); }
button.live.busy { cursor: progress; opacity: 0.7; }
.words { overflow: hidden; text-overflow: ellipsis; font-variant-numeric: tabular-nums; }
.words::after { content: attr(data-text); }

/* After all looks: the state's colour wins over the look's. */
:host .saved .disc, :host(.thumbnail) .saved .disc, :host(.floating) .saved .disc { color: var(--good); }
:host .failed .disc, :host(.thumbnail) .failed .disc, :host(.floating) .failed .disc { color: var(--bad); }

@media (prefers-reduced-motion: reduce) {
  .disc, .arc { transition: none; }
  .saving.starting .ring { animation: none; }
}
@media (forced-colors: active) {
  .disc, button.pill { border: 2px solid ButtonText; background: ButtonFace !important; color: ButtonText !important; forced-color-adjust: none; }
  .arc { stroke: Highlight; }
  button:focus-visible .disc { outline-color: Highlight; }
}
`;

/** The look of the one tooltip that says what a button has to say. */
export const bubbleStyle = `
:host { all: initial; display: none; }
.heard { position: fixed; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.tooltip {
  box-sizing: border-box;
  position: fixed;
  inset: auto;
  margin: 0;
  max-inline-size: min(300px, calc(100vw - 24px));
  padding: 10px 14px;
  border: 1px solid rgba(255, 255, 255, 0.14);
  border-radius: 10px;
  background: #1f2026;
  color: #fff;
  font: 400 14px/20px "TikTokFont", system-ui, -apple-system, "Segoe UI", Arial, sans-serif;
  text-align: start;
  box-shadow: 0 6px 24px rgba(0, 0, 0, 0.3);
  z-index: 2147483000;
}
.tooltip[hidden] { display: none; }
.more { margin-block: 4px 0; color: rgba(255, 255, 255, 0.78); }
p { margin: 0; }
button {
  all: unset;
  box-sizing: border-box;
  margin-block-start: 6px;
  min-block-size: 24px;
  color: #8fd0ff;
  font-weight: 600;
  text-decoration: underline;
  text-underline-offset: 3px;
  cursor: pointer;
}
button:focus-visible { outline: 2px solid #fff; outline-offset: 3px; border-radius: 3px; }
@media (forced-colors: active) { .tooltip { border: 2px solid CanvasText; background: Canvas; color: CanvasText; } button { color: LinkText; } }
`;
