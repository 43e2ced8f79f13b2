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
