import './EmptyState.css';
import type { ComponentChildren } from 'preact';

interface Props {
  readonly title: string;
  readonly children?: ComponentChildren;
  readonly action?: ComponentChildren;
}

/** A shelf with a gap: nothing here yet, and the one thing to do about it. */
export const EmptyState = ({ title, children, action }: Props) => (
  <div class="empty">
    <svg
      width="132"
      height="66"
      viewBox="0 0 132 66"
      fill="none"
      stroke="currentColor"
      aria-hidden="true"
      focusable="false"
    >
      <path d="M4 59h124" stroke-width="3" stroke-linecap="round" />
      <rect x="18" y="20" width="13" height="37" rx="3" stroke-width="2" />
      <rect
        x="35"
        y="11"
        width="13"
        height="46"
        rx="3"
        fill="var(--accent-soft)"
        stroke="var(--accent)"
        stroke-width="2"
      />
      <rect x="52" y="16" width="13" height="41" rx="3" stroke-width="2" stroke-dasharray="3 4" />
      <rect x="69" y="16" width="13" height="41" rx="3" stroke-width="2" stroke-dasharray="3 4" />
      <rect x="92" y="17" width="13" height="41" rx="3" stroke-width="2" transform="rotate(-14 98 58)" />
    </svg>
    <h2>{title}</h2>
    {children && <p>{children}</p>}
    {action}
  </div>
);
