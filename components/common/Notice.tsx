import './Notice.css';
import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide';
import type { ComponentChildren } from 'preact';
import { LearnMore } from '@/components/help/LearnMore';
import { t } from '@/lib/ui/format/i18n';
import type { TroubleTopic } from '@/lib/ui/words/troubleTopics';
import { Icon } from './Icon';
import { IconButton } from './IconButton';

interface Props {
  readonly tone?: 'info' | 'warn' | 'bad' | 'good';
  readonly title?: string;
  readonly children?: ComponentChildren;
  /** The one thing to press. */
  readonly action?: ComponentChildren;
  /** What the help says more of. */
  readonly topic?: TroubleTopic | undefined;
  readonly onDismiss?: (() => void) | undefined;
  /** Spoken when it appears. */
  readonly live?: boolean;
}

const icons = { info: Info, warn: TriangleAlert, bad: CircleAlert, good: CircleCheck };

/** A remark in the page: what is the matter and what to press. */
export const Notice = ({ tone = 'info', title, children, action, topic, onDismiss, live }: Props) => (
  <div class={`notice notice--${tone}`} role={live ? (tone === 'bad' ? 'alert' : 'status') : undefined}>
    <Icon icon={icons[tone]} size={17} />
    <div>
      {title && <p class="notice__title">{title}</p>}
      {children && <p>{children}</p>}
    </div>
    {onDismiss && <IconButton icon={X} size={15} label={t('action_close')} onClick={onDismiss} />}
    {(action || topic) && (
      <div class="notice__action">
        {action}
        {topic && <LearnMore topic={topic} />}
      </div>
    )}
  </div>
);
