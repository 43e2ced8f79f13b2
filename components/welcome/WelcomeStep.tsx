import type { IconNode } from 'lucide';
import { CircleCheck } from 'lucide';
import type { ComponentChildren } from 'preact';
import { Icon } from '@/components/common/Icon';

interface Props {
  readonly icon: IconNode;
  readonly title: string;
  /** What is so already, in place of what to do. */
  readonly done?: string | undefined;
  readonly children?: ComponentChildren;
  /** What can be pressed. */
  readonly actions?: ComponentChildren;
}

/** One of the few things to do first. Done ones keep their place, so that nothing moves under the pointer. */
export const WelcomeStep = ({ icon, title, done, children, actions }: Props) => (
  <li class={done ? 'step step--done' : 'step'}>
    <span class="step__icon">
      <Icon icon={done ? CircleCheck : icon} size={22} />
    </span>
    <div class="step__words">
      <h2>{title}</h2>
      <div role="status">{done ? <p>{done}</p> : children}</div>
      {!done && actions && <div class="step__actions">{actions}</div>}
    </div>
  </li>
);
