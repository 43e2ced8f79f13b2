/** What a TikTok address points at; made by `readAddress` in lib/tiktok/address/readAddress.ts. */
export type PageRef =
  | { readonly kind: 'post'; readonly postId: string; readonly uniqueId?: string; readonly photo: boolean }
  | { readonly kind: 'profile'; readonly uniqueId: string }
  | { readonly kind: 'live'; readonly uniqueId: string }
  | { readonly kind: 'mix'; readonly mixId: string; readonly uniqueId?: string }
  | { readonly kind: 'collection'; readonly collectionId: string; readonly uniqueId?: string }
  | { readonly kind: 'search'; readonly keyword: string; readonly photos?: true }
  | { readonly kind: 'tag'; readonly name: string }
  | { readonly kind: 'music'; readonly musicId: string }
  | { readonly kind: 'place'; readonly placeId: string }
  | { readonly kind: 'explore' }
  | { readonly kind: 'feed' }
  | { readonly kind: 'following' }
  | { readonly kind: 'friends' }
  | { readonly kind: 'history' }
  /** vm., vt. and /t/ links: where they lead is known only after following the redirect. */
  | { readonly kind: 'short'; readonly url: string }
  | { readonly kind: 'other' };
