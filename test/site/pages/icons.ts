// Icons of our own for the places where the recorded pages had the site's drawings.
const paths: Record<string, string> = {
  heart: 'M12 21s-8-5.2-8-11a4.6 4.6 0 0 1 8-3 4.6 4.6 0 0 1 8 3c0 5.800-8 11-8 11z',
  comment: 'M4 4h16v12h-9l-5 5v-5H4z',
  bookmark: 'M6 3h12v18l-6-4.500L6 21z',
  share: 'M14 5l7 7-7 7v-4C8 15 5 17 3 20c0-6 4-11 11-11z',
  plus: 'M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z',
  mute: 'M4 9v6h4l5 4V5L8 9zM16 9l5 6M21 9l-5 6',
  more: 'M5 10h4v4H5zM10 10h4v4h-4zM15 10h4v4h-4z',
  up: 'M12 6l8 9-2 2-6-7-6 7-2-2z',
  down: 'M12 18L4 9l2-2 6 7 6-7 2 2z',
  home: 'M3 11l9-8 9 8v10h-6v-6H9v6H3z',
  shop: 'M5 8h14l1 13H4zM8 8a4 4 0 0 1 8 0z',
  compass: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm4 6l-2.500 5.500L8 16l2.500-5.500z',
  users: 'M8 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm-7 9c0-4 3-7 7-7s7 3 7 7zM17 12h6v2h-6z',
  friends:
    'M8 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm9 0a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM1 20c0-4 3-7 7-7s7 3 7 7zm16 0h6c0-4-2-6-6-6z',
  live: 'M3 6h18v12H3zM10 9v6l5-3z',
  send: 'M2 3l20 9-20 9 4-9z',
  bell: 'M12 3a6 6 0 0 0-6 6v5l-2 3h16l-2-3V9a6 6 0 0 0-6-6zM10 19h4v2h-4z',
  user: 'M12 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM3 22c0-5 4-8 9-8s9 3 9 8z',
  search:
    'M10 3a7 7 0 1 0 4.200 12.600L20 21.500l1.500-1.500-5.900-5.800A7 7 0 0 0 10 3zm0 2a5 5 0 1 1 0 10 5 5 0 0 1 0-10z',
  logo: 'M4 3h4v18H4zM10 3h4v18h-4zM17 4l4-1 3 17-4 1z',
  play: 'M6 4l14 8-14 8z',
  photos: 'M3 7h14v14H3zM7 3h14v14h-2V5H7z',
  filter: 'M3 6h18v2H3zM6 11h12v2H6zM9 16h6v2H9z',
};

/** Style rules that draw the icons by mask in the colour of the text. */
export const iconRules = (): string =>
  Object.entries(paths)
    .map(([name, path]) => {
      const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'><path d='${path}'/></svg>`;
      const uri = `url("data:image/svg+xml,${encodeURIComponent(svg).replace(/'/g, '%27')}")`;
      return `.demo-icon[data-icon="${name}"]{-webkit-mask-image:${uri};mask-image:${uri}}`;
    })
    .join('\n');
