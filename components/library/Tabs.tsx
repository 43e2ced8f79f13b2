import { useRef } from 'preact/hooks';
import { t } from '@/lib/ui/format/i18n';

export const tabs = ['saved', 'jobs', 'lists', 'watched', 'figures'] as const;
export type LibraryTab = (typeof tabs)[number];

interface Props {
  readonly tab: LibraryTab;
  readonly onTab: (tab: LibraryTab) => void;
}

/** The views of the library, one tab stop with arrow keys between them. */
export const Tabs = ({ tab, onTab }: Props) => {
  const list = useRef<HTMLDivElement>(null);
  const move = (step: number): void => {
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    if (!next) return;
    onTab(next);
    list.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return (
    <div
      ref={list}
      class="tabs"
      role="tablist"
      onKeyDown={(event) => {
        const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
        if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') move(event.key === forward ? 1 : -1);
      }}
    >
      {tabs.map((name) => (
        <button
          key={name}
          id={`tab-${name}`}
          type="button"
          role="tab"
          class="tab"
          aria-selected={name === tab}
          aria-controls={name === tab ? `view-${name}` : undefined}
          tabIndex={name === tab ? 0 : -1}
          onClick={() => onTab(name)}
        >
          {t(`library_tab_${name}`)}
        </button>
      ))}
    </div>
  );
};
