import { t } from '@/lib/ui/format/i18n';
import { type TroubleTopic, troubleAddress } from '@/lib/ui/words/troubleTopics';

interface Props {
  readonly topic: TroubleTopic;
}

/** A link to what docs/trouble.md says of a topic, in a tab of its own: the popup would close over it. */
export const LearnMore = ({ topic }: Props) => (
  <a class="learn-more" href={troubleAddress(topic)} target="_blank" rel="noreferrer">
    {t('action_learn_more')}
  </a>
);
