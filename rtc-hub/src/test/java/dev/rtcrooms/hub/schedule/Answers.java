package dev.rtcrooms.hub.schedule;

import static dev.rtcrooms.Refusal.NOT_ALLOWED;
import static dev.rtcrooms.Refusal.NOT_YOURS;
import static dev.rtcrooms.Refusal.NOT_YOURSELF;
import static dev.rtcrooms.Refusal.NO_SUCH_MESSAGE;
import static dev.rtcrooms.Refusal.NO_SUCH_USER;
import static dev.rtcrooms.Refusal.PROTECTED;
import static dev.rtcrooms.Refusal.UNSUPPORTED;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.hub.schedule.Step.Action;
import org.jspecify.annotations.Nullable;

/** What each command, and each call of the host, does in the model, and how it is answered. */
final class Answers {

  private static final String DONE = "done";

  private final RoomModel room;

  Answers(RoomModel room) {
    this.room = room;
  }

  /** Carries out a call of the host. */
  String toHost(Step step) {
    String user = step.on().user();
    return switch (step.action()) {
      case ANNOUNCE -> room.record("said", 0, "host", step.text());
      case EDIT, DELETE -> change(step, "null", true);
      case DISCONNECT ->
          done(
              () -> {
                room.sendAway(user, CloseReason.REMOVED);
                room.disconnect(user, CloseReason.REMOVED);
              });
      default -> moderate(step, user);
    };
  }

  /** Carries out a command of a client. */
  String to(Connected by, Step step) {
    by.heard = room.now;
    String self = by.seat.user();
    if (!room.grants(by).contains(step.action().grant())) {
      return NOT_ALLOWED;
    }
    return switch (step.action()) {
      case SAY -> say(self, step);
      case EDIT, DELETE, REACT -> change(step, self, room.grants(by).contains(Grants.MODERATE));
      case READ -> room.log.page(room.log.choose(step.n()), step.limit(), room.now, by.role);
      case HAND -> done(() -> hand(self, step.flag()));
      case REFRESH ->
          by.expires == Integer.MAX_VALUE
              ? UNSUPPORTED
              : done(() -> by.expires = room.now + RoomModel.ADMISSION);
      default -> {
        String refusal = refusal(self, step.on().user(), step.action());
        yield refusal == null ? moderate(step, step.on().user()) : refusal;
      }
    };
  }

  private static String done(Runnable change) {
    change.run();
    return DONE;
  }

  private String say(String user, Step step) {
    return room.saidBefore.computeIfAbsent(
        user + " " + step.number(), first -> room.record("said", 0, user, step.text()));
  }

  private String change(Step step, String user, boolean any) {
    int number = room.log.choose(step.n());
    Message message = room.log.messages.get(number);
    boolean deletes = step.action() == Action.DELETE;
    boolean reacts = step.action() == Action.REACT;
    if (message == null) {
      return NO_SUCH_MESSAGE;
    } else if (!reacts && !any && !message.user.equals(user)) {
      return NOT_YOURS;
    } else if (deletes) {
      return message.deleted ? DONE : room.record("deleted", number, user, "");
    } else if (message.deleted) {
      return NO_SUCH_MESSAGE;
    } else if (reacts) {
      String kind = step.flag() ? "reacted on" : "reacted off";
      boolean has = message.hasReaction(step.emoji(), user);
      return has == step.flag() ? DONE : room.record(kind, number, user, step.emoji());
    }
    String text = step.editedText();
    return message.text.equals(text) ? DONE : room.record("edited", number, user, text);
  }

  private void hand(String user, boolean raised) {
    if (raised) {
      room.hands.add(user);
    } else {
      room.hands.remove(user);
    }
  }

  /** Why a moderator may not do this; null if it may. */
  private @Nullable String refusal(String self, String user, Action action) {
    boolean permits =
        room.standing.given.containsKey(user) || room.standing.taken.containsKey(user);
    boolean found =
        switch (action) {
          case KICK -> room.isIn(user) || room.isWaiting(user);
          case MUTE, UNMUTE, HAND_OVER, TAKE_OVER -> room.isIn(user) || permits;
          case MOVE -> room.isIn(user);
          case ADMIT, DENY -> room.isWaiting(user);
          case UNBAN -> room.isBanned(user);
          case LOWER_HAND -> room.hands.contains(user);
          default -> true;
        };
    switch (action) {
      case KICK, BAN, MUTE, UNMUTE, HAND_OVER, TAKE_OVER, MOVE -> {
        if (user.equals(self)) {
          return action == Action.TAKE_OVER ? null : NOT_YOURSELF;
        } else if (user.equals("eve") && room.isIn(user)) {
          return PROTECTED;
        }
      }
      default -> {}
    }
    return found ? null : NO_SUCH_USER;
  }

  private String moderate(Step step, String user) {
    switch (step.action()) {
      case KICK -> {
        room.sendAway(user, CloseReason.NOT_LET_IN);
        room.remove(user, CloseReason.REMOVED);
      }
      case BAN -> {
        int seconds = step.banSeconds();
        room.door.bans.put(user, seconds == 0 ? Integer.MAX_VALUE : room.now + seconds);
        room.sendAway(user, CloseReason.BANNED);
        room.remove(user, CloseReason.BANNED);
      }
      case UNBAN -> room.door.bans.remove(user);
      case MUTE -> room.permit(user, Grants.CHAT, false);
      case UNMUTE -> room.permit(user, Grants.CHAT, true);
      case HAND_OVER -> room.permit(user, Grants.MODERATE, true);
      case TAKE_OVER -> room.permit(user, Grants.MODERATE, false);
      case MOVE -> room.move(user, step.role());
      case ENTRY -> room.entry(step.entry());
      case CAPACITY -> room.door.capacity = step.capacity();
      case ADMIT -> {
        if (room.isWaiting(user)) {
          room.admit(user);
        }
      }
      case DENY -> room.sendAway(user, CloseReason.NOT_LET_IN);
      case LOWER_HAND -> room.hands.remove(user);
      default -> throw new IllegalArgumentException(step.toString());
    }
    return DONE;
  }
}
