import { Chat } from './chat.js';
import { followMembers } from './members.js';
import { byId } from './page.js';
import { enableTabs } from './tabs.js';
import { Unread } from './unread.js';

/** The panel beside the stage: chat, people, links. */
export function followPanel(room) {
  const chat = new Chat(room);
  const unread = new Unread(room, byId('chat'));
  enableTabs(document.querySelector('[role=tablist]'), (tab) => {
    if (tab.id !== 'tab-chat') return;
    unread.clear();
    chat.scrollToEnd();
  });
  followMembers(room);
}
