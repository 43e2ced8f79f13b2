import type { Json } from './itemTypes.ts';

/** The item as page JSON holds it: the site's server turns 64-bit numbers into text there (recorded 2025-07 to 2026-07). */
export const asPageItem = (source: Json): Json => {
  const item = structuredClone(source);
  item.createTime = String(item.createTime);
  item.stats.collectCount = String(item.stats.collectCount);
  const video = item.video;
  if (video.size !== undefined) video.size = String(video.size);
  for (const play of [video.PlayAddrStruct, ...(video.bitrateInfo ?? []).map((gear: Json) => gear.PlayAddr)]) {
    if (play) play.DataSize = String(play.DataSize);
  }
  for (const track of video.subtitleInfos ?? []) {
    track.Size = String(track.Size);
    track.UrlExpire = String(track.UrlExpire);
  }
  if (video.claInfo) video.claInfo.captionsType = String(video.claInfo.captionsType);
  return item;
};

/** The item as search sends it: no Format, BitrateFPS, VideoExtra, PlayAddrStruct; downloadAddr mostly missing (recorded 2025-05). */
export const asSearchItem = (source: Json): Json => {
  const item = structuredClone(source);
  delete item.video.PlayAddrStruct;
  delete item.video.downloadAddr;
  for (const gear of item.video.bitrateInfo ?? [])
    for (const key of ['Format', 'BitrateFPS', 'VideoExtra']) delete gear[key];
  return item;
};
