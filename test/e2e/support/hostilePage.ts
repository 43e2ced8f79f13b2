/** A made-up post in a page: its id and where its picture stands, px. */
export interface Bait {
  readonly postId: string;
  readonly left: number;
  readonly top: number;
}

/**
 * Runs in the page, as a script of the site's could: puts links to posts, and a bar of actions for one of them, into an empty
 * page. Writes down what the page is told of by events and observers from then on, for {@link readAll}.
 */
export const layBaits = (text: string): void => {
  const baits = JSON.parse(text) as readonly Bait[];
  const told: string[] = [];
  Object.assign(globalThis, { told });
  document.body.innerHTML = '<main id="baits" style="position:fixed;inset:0;background:#fff;z-index:1"></main>';
  const main = document.getElementById('baits');
  for (const { postId, left, top } of baits) {
    const card = document.createElement('div');
    card.className = 'bait';
    card.style.cssText = `position:absolute;left:${left}px;top:${top}px;width:120px;height:160px`;
    card.innerHTML = `<div style="position:relative;width:120px;height:160px"><a href="/@someone/video/${postId}"><img alt="" width="120" height="160"></a></div>`;
    main?.append(card);
    const bar = document.createElement('div');
    bar.className = 'bait';
    bar.style.cssText = `position:absolute;left:${left}px;top:${top + 200}px;width:80px`;
    bar.innerHTML = `<article data-e2e="recommend-list-item-container"><div id="xgwrapper-0-${postId}"></div><section style="display:flex;flex-direction:column"><button><span data-e2e="like-icon"><svg width="20" height="20"></svg></span><strong>1</strong></button><button><span data-e2e="share-icon"><svg width="20" height="20"></svg></span><strong>1</strong></button></section></article>`;
    main?.append(bar);
  }
  const heard = [
    'transitionrun',
    'transitionstart',
    'transitionend',
    'animationstart',
    'animationend',
    'toggle',
    'scroll',
  ];
  for (const type of heard)
    window.addEventListener(type, ({ target }) => told.push(`${type} ${(target as Element).localName}`), true);
  // Our elements come in one batch; what tells comes with the answers, later.
  const tellMutation = (records: readonly MutationRecord[]): void => {
    for (const { target, type, attributeName } of records) {
      if ((target as Element).localName?.startsWith('tokshelf')) told.push(`${type} ${attributeName ?? ''}`);
    }
  };
  new MutationObserver(tellMutation).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  });
  const watchSizes = (): void => {
    for (const host of document.querySelectorAll('tokshelf-button')) {
      let first = true;
      new ResizeObserver(() => {
        if (!first) told.push('resize');
        first = false;
      }).observe(host);
    }
  };
  setTimeout(watchSizes, 300);
  const lookForAnimations = (): void => {
    for (const { effect } of document.getAnimations())
      told.push(`animation ${(effect as KeyframeEffect | null)?.target?.localName ?? ''}`);
    requestAnimationFrame(lookForAnimations);
  };
  lookForAnimations();
};

/** Runs in the page: all that its scripts can read of our elements at each bait, as one text a bait, and what it was told. */
export const readAll = (): { readonly baits: readonly string[]; readonly told: readonly string[] } => {
  const readHost = (card: Element): string => {
    const host = card.querySelector<HTMLElement>('tokshelf-button');
    if (!host) return 'no button';
    const own = card.getBoundingClientRect();
    const box = host.getBoundingClientRect();
    const style = getComputedStyle(host);
    const points: string[] = [];
    for (let x = 2; x < box.width; x += 6)
      for (let y = 2; y < box.height; y += 6) {
        const at = [box.left + x, box.top + y] as const;
        points.push(
          document
            .elementsFromPoint(...at)
            .map(({ localName }) => localName)
            .slice(0, 2)
            .join(),
        );
      }
    const before = host.style.cssText;
    // Squeezed, an element shows by its scroll size what is in it.
    const squeezed = ['--text-size:60px;--size:90px', '--text-size:12px;--size:1px'].map((sizes) => {
      host.style.cssText = `all:revert;display:inline-block;width:1px;height:1px;overflow:auto;${sizes}`;
      return [host.scrollWidth, host.scrollHeight];
    });
    host.style.cssText = before;
    const copy = host.cloneNode(true) as HTMLElement;
    const range = document.createRange();
    range.selectNodeContents(card);
    return JSON.stringify({
      html: card.innerHTML.replace(/\d{15,}/g, 'ID'),
      box: [box.left - own.left, box.top - own.top, box.width, box.height],
      style: [...style]
        .filter((name) => name !== 'perspective-origin' && name !== 'transform-origin')
        .map((name) => `${name}:${style.getPropertyValue(name)}`),
      sizes: [host.scrollWidth, host.scrollHeight, host.clientWidth, host.offsetHeight, squeezed],
      inside: [
        host.shadowRoot?.innerHTML,
        copy.shadowRoot?.innerHTML,
        host.childNodes.length,
        host.innerText,
        host.textContent,
      ],
      animations: host.getAnimations({ subtree: true }).length,
      html2: 'getHTML' in host ? host.getHTML({ serializableShadowRoots: true }) : '',
      selected: range.toString(),
      points,
    });
  };
  const { told } = globalThis as unknown as { readonly told: readonly string[] };
  const found = ['Saved', 'saved already'].filter((text) =>
    (window as unknown as { find(text: string): boolean }).find(text),
  );
  return {
    baits: [...document.querySelectorAll('.bait')].map(readHost),
    told: [...told, ...found.map((text) => `found ${text}`)],
  };
};

/** How a page tries to have a button pressed that the person does not see: styles of the element, of what is around it, of a layer above. */
export interface Trap {
  readonly host: string;
  readonly around?: string;
  readonly layer?: string;
  /** The layer stands in a closed shadow root of the page. */
  readonly isShadowed?: boolean;
}

/** Where the button of a bar is put, above all else. */
export const TRAP_PLACE = 'position:fixed;left:300px;top:300px;z-index:9';
const OVER = 'position:fixed;inset:0;z-index:20;pointer-events:none';

export const TRAPS: readonly Trap[] = [
  { host: 'position:fixed;inset:0;width:100vw;height:100vh;z-index:9' },
  { host: `${TRAP_PLACE};transform:scale(9)` },
  { host: `${TRAP_PLACE};transform:scale(0.1)` },
  { host: TRAP_PLACE, around: 'opacity:0.01' },
  { host: TRAP_PLACE, around: 'filter:blur(80px)' },
  { host: TRAP_PLACE, around: 'filter:opacity(0)' },
  { host: TRAP_PLACE, around: 'mask-image:linear-gradient(transparent,transparent)' },
  { host: TRAP_PLACE, around: 'mix-blend-mode:darken' },
  { host: TRAP_PLACE, layer: `${OVER};background:#fff` },
  { host: TRAP_PLACE, layer: `${OVER};background:linear-gradient(#fff,#eee)` },
  { host: TRAP_PLACE, layer: `${OVER};background:#fff`, isShadowed: true },
];

/** What a page may say of our elements to leave nothing of them to be seen. */
export const COLOURLESS = `tokshelf-button { opacity: 0 !important; filter: opacity(0) !important; mask: linear-gradient(transparent, transparent) !important;
  mix-blend-mode: darken !important; clip-path: inset(50%) !important; color: transparent !important;
  --disc: transparent !important; --ink: transparent !important; --text: transparent !important; --size: 1px !important;
  --text-size: 0px !important; --text-height: 1px !important; animation: gone 1s infinite !important }
@keyframes gone { from, to { opacity: 0; clip-path: inset(50%) } }`;

/** Runs in the page. */
export const addStyle = (css: string): void => {
  const style = document.createElement('style');
  style.textContent = css;
  document.head.append(style);
};

/** Runs in the page: sets a {@link Trap}, and gives the middle of the button. */
export const setTrap = (text: string): { readonly x: number; readonly y: number } => {
  const trap = JSON.parse(text) as Trap;
  const host = document.querySelectorAll<HTMLElement>('tokshelf-button:not(.thumbnail)')[0];
  const around = host?.closest<HTMLElement>('.bait');
  if (!host || !around) throw new Error('no button to set a trap with');
  host.style.cssText = trap.host;
  around.style.cssText = trap.around ?? '';
  document.querySelector('.veil')?.remove();
  if (trap.layer !== undefined) {
    const veil = document.createElement('div');
    veil.className = 'veil';
    const layer = document.createElement('div');
    layer.style.cssText = trap.layer;
    (trap.isShadowed ? veil.attachShadow({ mode: 'closed' }) : veil).append(layer);
    document.body.append(veil);
  }
  const { left, top, width, height } = host.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
};
