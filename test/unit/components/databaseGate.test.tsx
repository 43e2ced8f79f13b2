// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { expect, it, vi } from 'vitest';
import { DatabaseGate } from '@/components/database/DatabaseGate';
import type { DatabaseHealth } from '@/lib/model/databaseHealth';
import type { DatabaseFeed } from '@/lib/ui/view/createDatabaseFeed';
import { draw } from './draw';

const open = async (optional: boolean, more: Partial<DatabaseFeed> = {}) => {
  let tell = (_health: DatabaseHealth): void => {};
  const feed = {
    watch: (onHealth: typeof tell) => {
      tell = onHealth;
      return () => {};
    },
    reload: vi.fn(),
    acceptLoss: vi.fn(async () => {}),
    ...more,
  };
  const view = await draw(
    <DatabaseGate feed={feed} optional={optional}>
      <p id="page">The page</p>
    </DatabaseGate>,
  );
  const pageIsThere = (): boolean => view.root.querySelector('#page') !== null;
  return { view, feed, pageIsThere, tell: (health: DatabaseHealth) => act(async () => tell(health)) };
};

it('says in place of the page that the database cannot be opened, and opens it anew', async () => {
  const { view, feed, pageIsThere, tell } = await open(false);
  expect(view.root.textContent).toBe('The page');
  await tell('closed');
  expect(pageIsThere()).toBe(false);
  expect(view.one('[role=alert]').textContent).toContain('Close the browser completely');
  await view.press(view.button('Retry'));
  expect(feed.reload).toHaveBeenCalledOnce();
});

it('leaves a page that is of use without it', async () => {
  const { view, pageIsThere, tell } = await open(true);
  await tell('closed');
  expect(pageIsThere()).toBe(true);
  expect(view.one('[role=alert]').textContent).toContain('cannot be opened');
});

it('says above the page that the database was lost, until the person decides', async () => {
  const { view, feed, pageIsThere, tell } = await open(false);
  await tell('lost');
  expect(pageIsThere()).toBe(true);
  await view.press(view.button('Save again as my settings say'));
  expect(feed.acceptLoss).toHaveBeenCalledOnce();
  await tell('good');
  expect(view.root.textContent).toBe('The page');
});

it('leads to the folder that a lost library can be brought back from, where the browser has such', async () => {
  const openFolder = vi.fn(async () => {});
  const { view, tell } = await open(false, { openFolder });
  await tell('lost');
  await view.press(view.button('Bring it back from my folder'));
  expect(openFolder).toHaveBeenCalledOnce();
  const other = await open(false);
  await other.tell('lost');
  expect(() => other.view.button('Bring it back from my folder')).toThrow('no button');
});

it('says that jobs wait where the folder that files go to can bring a lost library back', async () => {
  const { view, tell } = await open(false, { openFolder: vi.fn(async () => {}) });
  await tell('held');
  expect(view.one('.gate').textContent).toContain('Jobs wait until you decide');
  expect(view.one('.gate').textContent).not.toContain('Run your lists again');
  view.button('Bring it back from my folder');
});
