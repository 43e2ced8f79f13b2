// Stand-in for TikTok's webmssdk: wraps window.fetch and signs the paths it knows. The seal stands for X-Gnarly.
(() => {
  const key = '__SEAL_KEY__';
  const paths = __SIGNED_PATHS__;
  const native = window.fetch;

  const fnv = (text, start) => {
    let hash = start >>> 0;
    for (let i = 0; i < text.length; i++) {
      hash ^= text.charCodeAt(i);
      hash = Math.imul(hash, 0x01000193) >>> 0;
    }
    return hash.toString(16).padStart(8, '0');
  };
  const seal = (query) => {
    const text = `${key}|${query}|${navigator.userAgent}`;
    return fnv(text, 0x811c9dc5) + fnv(text, 0x01000193);
  };
  const token = () => /(?:^|; )msToken=([^;]*)/.exec(document.cookie)?.[1] ?? '';
  const signed = (address) => {
    const url = new URL(address, location.href);
    const chat = url.hostname === 'webcast.tiktok.com' && url.pathname === '/webcast/im/fetch/';
    if (!chat && (url.origin !== location.origin || !paths.includes(url.pathname))) return undefined;
    const query = `${url.search.slice(1)}&msToken=${token()}&X-Bogus=1`;
    return `${url.origin}${url.pathname}?${query}&X-Gnarly=${seal(query)}`;
  };

  let solving;
  const captcha = () => {
    solving ??= new Promise((resolve) => {
      const layer = document.createElement('div');
      layer.className = 'captcha_verify_container';
      layer.id = 'demo-captcha';
      layer.innerHTML =
        '<div class="captcha_verify_box"><h2>Verify to continue</h2><p>This demo puzzle has one piece.</p><button id="demo-captcha-solve" type="button">Put the piece in its place</button></div>';
      document.body.append(layer);
      layer.querySelector('button').addEventListener('click', async () => {
        await native('/demo/captcha/solve', { method: 'POST' });
        layer.remove();
        solving = undefined;
        resolve();
      });
    });
    return solving;
  };
  const demanded = async (reply) => {
    if (!(reply.headers.get('content-type') ?? '').includes('json')) return false;
    const text = await reply.clone().text();
    return text.length < 2000 && text.includes('"type":"verify"');
  };

  const wrapped = async function fetch(input, init) {
    const address = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url;
    const withSeal = signed(address);
    if (withSeal === undefined) return native.call(window, input, init);
    const request = typeof input === 'object' && 'url' in input ? new Request(withSeal, input) : withSeal;
    const reply = await native.call(window, request, init);
    if (!(await demanded(reply))) return reply;
    // The real page holds the request back until the person has solved the captcha.
    await captcha();
    return wrapped(input, init);
  };
  wrapped.__ac_intercepted_fetch = true;

  window.byted_acrawler = {
    init() {
      window.fetch = wrapped;
      window._mssdk = { _enablePathList: paths };
    },
    isWebmssdk: true,
    frontierSign: () => ({ 'X-Bogus': 'demo-demo-demo-1' }),
    getReferer: () => document.referrer,
    setUserMode: () => {},
    setTTWid: () => {},
    setTTWebid: () => {},
  };
  window.byted_acrawler.init({ aid: 1988, intercept: true, enablePathList: paths });
})();
