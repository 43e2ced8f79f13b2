/**
 * The look of the bar of a choice. As for the buttons: hidden unless the sheet beside the content script shows it, no size
 * depends on what is saved, and what decides whether a person sees it is ours alone.
 */
export const barStyle = `
:host {
  all: initial;
  --back: #fff !important;
  --ink: #161823 !important;
  --soft: #55565f !important;
  --plate: #f1f1f2 !important;
  --edge: rgba(22, 24, 35, 0.16) !important;
  --focus: #161823 !important;
  display: none;
  position: fixed !important;
  inset: auto 0 24px !important;
  inline-size: min(720px, calc(100vw - 32px)) !important;
  margin: 0 auto !important;
  z-index: 2147483000 !important;
  opacity: 1 !important;
  filter: none !important;
  mask: none !important;
  clip-path: none !important;
  mix-blend-mode: normal !important;
  animation: none !important;
}
:host(.dark) {
  --back: #2b2b2e !important;
  --ink: #fff !important;
  --soft: #c4c4ca !important;
  --plate: #434347 !important;
  --edge: rgba(255, 255, 255, 0.2) !important;
  --focus: #fff !important;
}
.bar {
  box-sizing: border-box;
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 8px;
  padding: 12px;
  border: 1px solid var(--edge);
  border-radius: 14px;
  background: var(--back);
  color: var(--ink);
  box-shadow: 0 6px 28px rgba(0, 0, 0, 0.28);
  font: 400 14px/20px "TikTokFont", system-ui, -apple-system, "Segoe UI", Arial, sans-serif;
  text-align: start;
}
.said { flex: 1 1 150px; min-inline-size: 0; padding-inline: 4px; }
.count { font-weight: 700; font-size: 16px; font-variant-numeric: tabular-nums; }
.report::after { content: attr(data-text); }
.hint { flex: 1 0 100%; padding-inline: 4px; color: var(--soft); font-size: 12px; line-height: 16px; }
@media (max-width: 600px), (hover: none) { .hint { display: none; } }
button {
  all: unset;
  box-sizing: border-box;
  display: inline-flex;
  align-items: center;
  justify-content: center;
  gap: 6px;
  min-block-size: 40px;
  padding-inline: 14px;
  border-radius: 8px;
  background: var(--plate);
  font-weight: 600;
  white-space: nowrap;
  font-variant-numeric: tabular-nums;
  cursor: pointer;
  -webkit-tap-highlight-color: transparent;
}
button:hover { filter: brightness(0.95); }
:host(.dark) button:hover { filter: brightness(1.15); }
button:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
button[aria-disabled="true"] { opacity: 0.5; cursor: default; filter: none; }
button.save { background: #d6003a; color: #fff; }
button.close { inline-size: 40px; padding: 0; background: none; }
.icon {
  inline-size: 20px;
  block-size: 20px;
  fill: none;
  stroke: currentColor;
  stroke-width: 2.4;
  stroke-linecap: round;
  stroke-linejoin: round;
}
[hidden] { display: none; }
@media (forced-colors: active) {
  .bar { border: 2px solid CanvasText; background: Canvas; color: CanvasText; }
  button { border: 1px solid ButtonText; background: ButtonFace; color: ButtonText; }
  button.save { background: ButtonText; color: ButtonFace; forced-color-adjust: none; }
}
`;
