// Fills the recorded pieces of DOM with posts.
const safe = (text) => String(text ?? '').replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
const fill = (text, values, raw = {}) =>
  text.replace(/\{\{(\w+)\}\}/g, (whole, name) =>
    name in raw ? raw[name] : name in values ? safe(values[name]) : whole,
  );

const short = (count) =>
  Number(count) > 999_999
    ? `${(count / 1e6).toFixed(1)}M`
    : Number(count) > 9_999
      ? `${(count / 1e3).toFixed(1)}K`
      : String(count);
const date = (item) => {
  const time = new Date(Number(item.createTime) * 1000);
  return `${time.getUTCMonth() + 1}-${time.getUTCDate()}`;
};

const caption = (text) =>
  text
    .split(/(#[\p{L}\p{N}_]+|@[\w.]+)/u)
    .map((part) => {
      if (!/^[#@]./.test(part)) return `<span data-e2e="new-desc-span" style="font-weight: 400;">${safe(part)}</span>`;
      const href = part.startsWith('#') ? `/tag/${encodeURIComponent(part.slice(1))}` : `/${part}`;
      return `<a data-e2e="search-common-link" target="_self" rel="opener" class="css-1rd856r-5e6d46e3--StyledCommonLink e24owzw6 link-a11y-focus" href="${href}"><strong class="css-1pqty9j-5e6d46e3--StrongText e24owzw2">${safe(part)}</strong></a>`;
    })
    .join('');

const values = (item, index) => ({
  index,
  postId: item.id,
  uniqueId: item.author.uniqueId,
  type: item.imagePost ? 'photo' : 'video',
  alt: item.desc,
  cover: item.imagePost?.images?.[0]?.imageURL.urlList[0] ?? item.video.cover,
  videoSrc: item.video.playAddr ?? item.video.downloadAddr ?? '',
  avatar: item.author.avatarThumb,
  date: date(item),
  likes: short(item.stats.diggCount),
  comments: short(item.stats.commentCount),
  favourites: short(item.stats.collectCount),
  shares: short(item.stats.shareCount),
  musicId: item.music?.id,
  music: item.music?.title,
});

export const article = (template, item, index) => fill(template, values(item, index), { desc: caption(item.desc) });

// No rendered slideshow of the desktop site is recorded: the frame of a video article with a row of pictures instead of the player.
export const photoBlock = (template, item, index) => {
  const slides = item.imagePost.images
    .map(
      (image, n) =>
        `<div class="swiper-slide" data-swiper-slide-index="${n}"><img alt="" src="${safe(image.imageURL.urlList[0])}"></div>`,
    )
    .join('');
  const box = document.createElement('template');
  box.innerHTML = article(template, item, index);
  const player = box.content.querySelector('[id^=xgwrapper]');
  const photos = document.createElement('div');
  photos.className = 'css-demo-0--DivPhotoVideoContainer swiper';
  photos.innerHTML = `<div class="swiper-wrapper">${slides}</div><div class="demo-dots">${item.imagePost.images.map(() => '<i></i>').join('')}</div>`;
  player.parentElement.replaceChildren(photos);
  return box.innerHTML;
};

const footer = (item) =>
  `<div class="css-1s9xgl8-5e6d46e3--DivCardFooter ezlej0s0"><svg class="demo-icon" data-icon="play" width="18" height="18"></svg><strong data-e2e="video-views" class="video-count">${safe(short(item.stats.playCount))}</strong></div>`;
const badge = (item) =>
  (item.isPinnedItem ? '<div data-e2e="video-card-badge" class="css-demo-0--DivBadge">Pinned</div>' : '') +
  (item.imagePost ? '<svg class="demo-icon demo-photo-mark" data-icon="photos" width="20" height="20"></svg>' : '');

export const gridItem = (template, item, index) =>
  fill(template, values(item, index), { badge: badge(item), footer: footer(item) });
export const searchItem = (template, item, index) => fill(template, values(item, index), { desc: caption(item.desc) });

export const exploreItem = (topic, video, tag, items) =>
  fill(
    topic,
    { tag, desc: 'A topic of the demo site', count: items.length, cover: items[0]?.video.cover ?? '' },
    { videos: items.map((item, n) => fill(video, values(item, n))).join('') },
  );

export const commentBlock = (template, comment) =>
  fill(template, {
    handle: comment.user.unique_id,
    name: comment.user.nickname,
    text: comment.text,
    avatar: comment.user.avatar_thumb?.url_list?.[0] ?? '',
    likes: comment.digg_count,
    date: date({ createTime: comment.create_time }),
  });
