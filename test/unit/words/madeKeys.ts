import { helpPages } from '@/components/help/helpPages';
import { errorCodes, waitReasons } from '@/lib/base/errorPolicy';
import { jobNotices, jobStates, listingSchema, peopleOrders } from '@/lib/model/job';
import { groupKinds } from '@/lib/model/library/postGroup';
import { takenOrigins } from '@/lib/model/library/takenOver';
import { recordingContainers, recordingPartSchema, recordingSchema, recordingStates } from '@/lib/model/live/recording';
import { mediaKinds } from '@/lib/model/media';
import { offeredSourceSchema } from '@/lib/model/offer';
import { settingsSchema } from '@/lib/model/settings';
import { isPeopleListKind, isSeveralKind, isTitledKind, isWholeKind, sourceSchema } from '@/lib/model/source';
import { namingFields } from '@/lib/naming/render/namingFields';
import { templateErrorCodes } from '@/lib/naming/template/Template';
import { taskGroups } from '@/lib/ui/words/jobWords';

/** Keys that code puts together: what stands for `*`, and why it is not written out. */
export interface MadeKeys {
  readonly values: readonly string[];
  readonly because: string;
}

const sourceKinds = sourceSchema.options.map((one) => one.shape.kind.value);
const titled = {
  values: [...sourceKinds.filter(isTitledKind), ...sourceKinds.filter(isPeopleListKind)],
  because: 'each kind of list that is called after something',
};
const withUnderscores = (values: readonly string[]): string[] => values.map((one) => one.replaceAll('-', '_'));
const errors = { values: errorCodes, because: 'each failure code has its three sentences' };
const kinds = { values: withUnderscores(mediaKinds), because: 'each kind of file has a word' };
const sources = { values: sourceKinds, because: 'each kind of source has a word' };

/** By the template literal that makes them. A new one in code must be listed here. */
export const madeKeys: Readonly<Record<string, MadeKeys>> = {
  'error_*': errors,
  'error_*_retry': errors,
  'error_*_do': errors,
  'kind_*': kinds,
  'source_*': sources,
  'job_state_*': { values: jobStates, because: 'each state of a job has a word' },
  'recording_state_*': { values: recordingStates, because: 'each state of a recording has a word' },
  'recording_part_*': {
    values: recordingPartSchema.shape.state.options,
    because: 'each state of a file of a recording has a word',
  },
  'recording_ended_*': {
    values: recordingSchema.shape.ended.unwrap().exclude(['failed']).options,
    because: 'each end of a recording has a sentence; a failure has its own',
  },
  'source_*_many': { values: sourceKinds.filter(isSeveralKind), because: 'a page may offer several of them' },
  'job_title_*': titled,
  'job_title_*_of': titled,
  'popup_save_*': {
    values: sourceKinds.filter(isWholeKind),
    because: 'each kind of list that can be saved to its end has its own',
  },
  'job_notice_*': {
    values: jobNotices,
    because: 'each notice of a job has a sentence',
  },
  'library_ended_*': {
    values: listingSchema.shape.ended.unwrap().options,
    because: 'each end of a list has a sentence',
  },
  'library_task_*': { values: ['known', 'exists', 'absent'], because: 'each reason to skip a file has words' },
  'library_tasks_*': { values: Object.keys(taskGroups), because: 'each group of files has a heading' },
  'library_count_*': { values: ['saved', 'known', 'failed'], because: 'what became of files' },
  'take_origin_*': { values: takenOrigins, because: 'each list that posts are taken over from has a name' },
  'take_busy_*': {
    values: ['reading', 'comparing', 'counting', 'starting'],
    because: 'each step of taking over has a word',
  },
  'library_group_*': { values: groupKinds, because: 'each view of the library has a name' },
  'viewer_count_*': {
    values: ['plays', 'likes', 'comments', 'favourites', 'shares'],
    because: 'each count of a post has a name',
  },
  'library_tab_*': { values: ['saved', 'jobs', 'lists', 'figures'], because: 'the tabs' },
  'library_column_*': { values: ['author', 'posted', 'size', 'saved'], because: 'columns that can be sorted' },
  'library_*': { values: ['from', 'to'], because: 'the two ends of the date range' },
  'popup_*': { values: ['from', 'to'], because: 'the two ends of the date range' },
  'people_*': { values: ['posts', 'list'], because: 'what may be saved of a list of people' },
  'people_order_*': { values: peopleOrders, because: 'each order of people has a name' },
  'popup_range_*': { values: ['all', 'week', 'month', 'custom'], because: 'the date ranges' },
  'popup_kind_*': { values: ['all', 'video', 'photos'], because: 'the kinds of posts' },
  'source_blocked_*': {
    values: offeredSourceSchema.shape.blocked.unwrap().options,
    because: 'each reason why a source cannot be started has a sentence',
  },
  'options_container_*': { values: recordingContainers, because: 'choices of a setting' },
  'options_music_*': {
    values: settingsSchema.shape.musicOf.unwrap().options,
    because: 'choices of a setting',
  },
  'options_quality_*': { values: settingsSchema.shape.quality.unwrap().options, because: 'choices of a setting' },
  'options_place_*': { values: settingsSchema.shape.place.unwrap().options, because: 'choices of a setting' },
  'options_rename_*': { values: settingsSchema.shape.onRename.unwrap().options, because: 'choices of a setting' },
  'options_deleted_*': { values: settingsSchema.shape.deleted.unwrap().options, because: 'choices of a setting' },
  'options_preview_*': {
    values: ['yours', 'video', 'photos', 'nasty', 'empty'],
    because: 'each sample of the naming preview has a name',
  },
  'naming_group_*': {
    values: [...new Set(namingFields.map((field) => field.group))],
    because: 'each group of naming fields has a heading',
  },
  'naming_field_*': { values: namingFields.map((field) => field.name), because: 'each naming field has one line' },
  'template_error_*': { values: withUnderscores(templateErrorCodes), because: 'each mistake has a sentence' },
  'help_*': { values: helpPages, because: 'each page of the help has a name' },
  'wait_*': { values: waitReasons, because: 'each reason to wait has a line' },
  'wait_*_until': { values: ['time', 'gate'], because: 'only these two end at a known hour' },
};

/** The keys that a pattern stands for. */
export const keysOf = (pattern: string): readonly string[] =>
  (madeKeys[pattern]?.values ?? []).map((value) => pattern.replace('*', value));
