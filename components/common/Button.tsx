import './buttons.css';
import type { IconNode } from 'lucide';
import type { ComponentChildren, Ref } from 'preact';
import { Icon } from './Icon';

interface Props {
  readonly look?: 'primary' | 'plain' | 'quiet';
  readonly size?: 'small' | 'usual' | 'tall';
  readonly wide?: boolean;
  readonly icon?: IconNode;
  readonly disabled?: boolean;
  readonly type?: 'button' | 'submit';
  readonly describedBy?: string | undefined;
  readonly buttonRef?: Ref<HTMLButtonElement>;
  readonly onClick?: () => void;
  readonly children: ComponentChildren;
}

/** A button with words. A disabled one keeps the focus, so that a keyboard does not fall off it while work is under way. */
export const Button = ({
  look = 'plain',
  size = 'usual',
  wide,
  icon,
  disabled = false,
  type = 'button',
  describedBy,
  buttonRef,
  onClick,
  children,
}: Props) => (
  <button
    ref={buttonRef ?? null}
    type={type}
    class={['button', `button--${look}`, size === 'usual' ? '' : `button--${size}`, wide ? 'button--wide' : '']
      .filter(Boolean)
      .join(' ')}
    aria-disabled={disabled ? 'true' : undefined}
    aria-describedby={describedBy}
    onClick={(event) => {
      if (disabled) event.preventDefault();
      else onClick?.();
    }}
  >
    {icon && <Icon icon={icon} size={size === 'small' ? 15 : 18} />}
    {children}
  </button>
);
