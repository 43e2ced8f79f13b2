import './buttons.css';
import type { IconNode } from 'lucide';
import { Icon } from './Icon';

interface Props {
  readonly icon: IconNode;
  /** Name of the button, shown on hover. */
  readonly label: string;
  readonly onClick: () => void;
  readonly size?: number;
}

/** A button with an icon only. */
export const IconButton = ({ icon, label, onClick, size = 18 }: Props) => (
  <button type="button" class="icon-button" aria-label={label} title={label} onClick={onClick}>
    <Icon icon={icon} size={size} />
  </button>
);
