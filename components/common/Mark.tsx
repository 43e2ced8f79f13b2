interface Props {
  readonly size?: number;
}

/** TokShelf's mark: three spines on a shelf. The same drawing as scripts/icon.svg. */
export const Mark = ({ size = 26 }: Props) => (
  <svg width={size} height={size} viewBox="0 0 128 128" aria-hidden="true" focusable="false">
    <rect width="128" height="128" rx="30" fill="#1c6b57" />
    <rect x="27" y="44" width="19" height="50" rx="5" fill="#fffefb" />
    <rect x="51" y="28" width="19" height="66" rx="5" fill="#f4c361" />
    <rect x="76" y="37" width="19" height="58" rx="5" fill="#fffefb" transform="rotate(-13 85 95)" />
    <rect x="20" y="97" width="88" height="9" rx="4.5" fill="#fffefb" />
  </svg>
);
