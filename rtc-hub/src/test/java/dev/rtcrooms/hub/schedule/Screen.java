package dev.rtcrooms.hub.schedule;

import dev.rtcrooms.Role;
import dev.rtcrooms.message.Ban;
import dev.rtcrooms.message.BanChanged;
import dev.rtcrooms.message.ChatLog;
import dev.rtcrooms.message.ChatMessage;
import dev.rtcrooms.message.Deleted;
import dev.rtcrooms.message.Edited;
import dev.rtcrooms.message.EntryChanged;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Granted;
import dev.rtcrooms.message.HandChanged;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Members;
import dev.rtcrooms.message.MembersChanged;
import dev.rtcrooms.message.ModerationState;
import dev.rtcrooms.message.ModeratorState;
import dev.rtcrooms.message.Permits;
import dev.rtcrooms.message.PermitsChanged;
import dev.rtcrooms.message.Person;
import dev.rtcrooms.message.RaisedHand;
import dev.rtcrooms.message.Reacted;
import dev.rtcrooms.message.Reaction;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.ViewerCount;
import dev.rtcrooms.message.WaitingChanged;
import dev.rtcrooms.message.WaitingUser;
import dev.rtcrooms.transport.Outgoing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a client shows, from the events that it receives, as docs/protocol.md tells clients to. */
final class Screen {

  /** The recorded events of the present connection, as text. */
  final List<String> recorded = new ArrayList<>();

  final Map<Long, Message> messages = new TreeMap<>();
  final Map<String, Person> people = new TreeMap<>();
  final Set<String> hands = new LinkedHashSet<>();
  final Map<String, Permits> permits = new TreeMap<>();
  final Set<String> waiting = new LinkedHashSet<>();
  final Map<String, Ban> bans = new TreeMap<>();
  @Nullable Hello hello;
  @Nullable Granted granted;
  @Nullable EntryChanged entry;
  @Nullable ViewerCount count;

  void show(Outgoing message) {
    Event event = message.event();
    long offset = message.offset().orElse(0);
    if (offset > 0) {
      recorded.add(text(event, offset));
      change(event, offset);
    } else if (event instanceof Hello greeting) {
      greeted(greeting);
    } else if (event instanceof Granted now) {
      if (granted != null && granted.role() != now.role()) {
        people.clear();
      }
      granted = now;
    } else if (event instanceof ChatLog log) {
      messages.clear();
      log.messages().forEach(each -> messages.put(each.offset(), message(each)));
    } else if (event instanceof Members list) {
      people.clear();
      list.members().forEach(person -> people.put(person.user().id(), person));
    } else if (event instanceof MembersChanged changes) {
      changes.joined().forEach(person -> people.put(person.user().id(), person));
      changes.changed().forEach(person -> people.put(person.user().id(), person));
      changes.left().forEach(people::remove);
    } else if (event instanceof ViewerCount now) {
      count = now;
    } else {
      moderated(event);
    }
  }

  private void greeted(Hello greeting) {
    hello = greeting;
    granted = new Granted(greeting.role(), greeting.grants());
    recorded.clear();
    people.clear();
    if (!greeting.recovered()) {
      messages.clear();
    }
  }

  private void moderated(Event event) {
    if (event instanceof ModerationState state) {
      entry = new EntryChanged(state.entry(), state.capacity());
      hands.clear();
      state.hands().stream().map(RaisedHand::user).forEach(hands::add);
      permits.clear();
      state.permits().forEach(each -> permits.put(each.user(), each));
    } else if (event instanceof ModeratorState state) {
      waiting.clear();
      state.waiting().stream().map(WaitingUser::user).forEach(waiting::add);
      bans.clear();
      state.bans().forEach(ban -> bans.put(ban.user(), ban));
    } else if (event instanceof EntryChanged changed) {
      entry = changed;
    } else if (event instanceof HandChanged hand) {
      change(hands, hand.user(), hand.raised());
    } else if (event instanceof WaitingChanged waits) {
      change(waiting, waits.user(), waits.waiting());
    } else if (event instanceof PermitsChanged now) {
      permits.put(now.user(), new Permits(now.user(), now.given(), now.taken()));
    } else if (event instanceof BanChanged ban) {
      bans.remove(ban.user());
      if (ban.banned()) {
        bans.put(ban.user(), new Ban(ban.user(), ban.name(), ban.until(), ban.reason()));
      }
    }
  }

  private static void change(Set<String> users, String user, boolean present) {
    if (present) {
      users.add(user);
    } else {
      users.remove(user);
    }
  }

  private void change(Event event, long offset) {
    if (event instanceof Said said) {
      messages.put(offset, message(new ChatMessage(offset, said)));
    } else if (event instanceof Edited edited && edited.text() != null) {
      known(edited.message()).edit(offset, edited.text());
    } else if (event instanceof Deleted deleted) {
      known(deleted.message()).delete();
    } else if (event instanceof Reacted reacted) {
      known(reacted.message()).react(reacted.emoji(), reacted.user(), reacted.on());
    }
  }

  /** A message that is not known yet was said before the client joined. */
  private Message known(long offset) {
    return messages.getOrDefault(offset, new Message(offset, "", ""));
  }

  /** The bans that have not ended. */
  Set<String> bans(Instant now) {
    bans.values().removeIf(ban -> ban.expired(now));
    return bans.keySet();
  }

  boolean participates() {
    return granted != null && granted.role() == Role.PARTICIPANT;
  }

  static Message message(ChatMessage logged) {
    Said said = logged.said();
    Message message = new Message(logged.offset(), said.user().id(), said.text());
    message.edited = said.edited() == null ? 0 : said.edited();
    message.deleted = said.deleted();
    for (Reaction reaction : said.reactions()) {
      reaction.users().forEach(user -> message.react(reaction.emoji(), user, true));
    }
    return message;
  }

  private static String text(Event event, long offset) {
    if (event instanceof Said said) {
      return "said " + message(new ChatMessage(offset, said));
    } else if (event instanceof Edited edited) {
      return offset
          + " edited "
          + edited.message()
          + " "
          + edited.user()
          + " '"
          + edited.text()
          + "'";
    } else if (event instanceof Deleted deleted) {
      return offset + " deleted " + deleted.message() + " " + deleted.user();
    } else if (event instanceof Reacted reacted) {
      return offset
          + (reacted.on() ? " reacted on " : " reacted off ")
          + reacted.message()
          + " "
          + reacted.user()
          + " "
          + reacted.emoji();
    }
    return offset + " " + event;
  }
}
