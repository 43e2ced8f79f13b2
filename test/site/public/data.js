// Page data and the API, as the site's own client uses them.
export const scope = () =>
  JSON.parse(document.getElementById('__UNIVERSAL_DATA_FOR_REHYDRATION__').textContent).__DEFAULT_SCOPE__;
export const context = scope()['webapp.app-context'];
export const root = document.getElementById('demo-main');
export const template = (name) => document.getElementById(`demo-${name}`).innerHTML;
export const seen = new Map();
export const secUids = new Map();

export const api = async (path, extra) => {
  const query = new URLSearchParams({
    WebIdLastTime: context.webIdCreatedTime,
    aid: '1988',
    app_language: 'en',
    app_name: 'tiktok_web',
    browser_language: navigator.language,
    browser_name: 'Mozilla',
    browser_online: 'true',
    browser_platform: navigator.platform,
    browser_version: navigator.userAgent.replace('Mozilla/', ''),
    channel: 'tiktok_web',
    cookie_enabled: 'true',
    device_id: context.wid,
    device_platform: 'web_pc',
    focus_state: 'true',
    history_len: String(history.length),
    is_fullscreen: 'false',
    is_page_visible: 'true',
    language: 'en',
    os: 'linux',
    region: context.region,
    screen_height: String(screen.height),
    screen_width: String(screen.width),
    ...extra,
  });
  const reply = await fetch(`${path}?${query}`);
  const text = await reply.text();
  return text ? JSON.parse(text) : {};
};

export const keep = (items) => {
  for (const item of items) seen.set(item.id, item);
  return items;
};

// One run per page shown; a later navigation makes older runs stop.
let run = 0;
let shown = new AbortController();
export const startRun = () => {
  run += 1;
  shown.abort();
  shown = new AbortController();
};

export const endless = (list, load, draw) => {
  const mine = run;
  let cursor = '0';
  let busy = false;
  let more = true;
  const next = async () => {
    if (busy || !more || mine !== run) return;
    busy = true;
    const page = await load(cursor);
    busy = false;
    if (mine !== run) return;
    for (const item of keep(page.items)) list.insertAdjacentHTML('beforeend', draw(item, list.children.length));
    more = page.more && page.items.length > 0;
    cursor = page.cursor;
    if (document.documentElement.scrollHeight <= innerHeight + 200) next();
  };
  const onScroll = () => {
    if (scrollY + innerHeight > document.documentElement.scrollHeight - 600) next();
  };
  addEventListener('scroll', onScroll, { signal: shown.signal });
  return next();
};

export const listPage = (path, extra) => async (cursor) => {
  const page = await api(path, { ...extra, cursor });
  return { items: page.itemList ?? [], cursor: page.cursor, more: page.hasMore };
};

export const secUidOf = async (name) => {
  const detail = scope()['webapp.user-detail']?.userInfo?.user;
  if (detail?.uniqueId === name) return detail.secUid;
  if (!secUids.has(name)) {
    const reply = await api('/api/user/detail/', { uniqueId: name, secUid: '' });
    secUids.set(name, reply.userInfo?.user);
  }
  return secUids.get(name)?.secUid ?? '';
};
