import { Chat } from './chat.js';
import { followArrivals } from './arrivals.js';
import { followHands } from './hands.js';
import { byId } from './page.js';
import { People } from './people.js';
import { followPermissions } from './permissions.js';
import { enableSheet, followKeyboard } from './sheet.js';
import { toast } from './toast.js';
import { enableTabs } from './tabs.js';
import { Unread } from './unread.js';

/**
 * The panel beside the stage: chat, people, links.
 *
 * @returns {People} to be told when a sign has changed
 */
export function followPanel(room, signs) {
  enableSheet(document.querySelector('.panel'));
  followKeyboard();
  const chat = new Chat(room);
  const unread = new Unread(room, byId('chat'));
  enableTabs(document.querySelector('[role=tablist]'), (tab) => {
    if (tab.id !== 'tab-chat') return;
    unread.clear();
    chat.scrollToEnd();
    chat.read();
  });
  followArrivals(room);
  followHands(room);
  followPermissions(room);
  const direct = (user, name) => {
    byId('tab-chat').click();
    chat.writeTo(user, name);
  };
  return new People(room, signs, (problem) => toast(problem.text ?? problem.message), direct);
}
