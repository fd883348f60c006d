package dev.rtcrooms.hub.schedule;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Room;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.moderation.Moderation;
import dev.rtcrooms.message.Admit;
import dev.rtcrooms.message.BanUser;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Delete;
import dev.rtcrooms.message.Deny;
import dev.rtcrooms.message.Edit;
import dev.rtcrooms.message.Kick;
import dev.rtcrooms.message.LowerHand;
import dev.rtcrooms.message.MoveUser;
import dev.rtcrooms.message.Permit;
import dev.rtcrooms.message.React;
import dev.rtcrooms.message.ReadChat;
import dev.rtcrooms.message.Refresh;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.message.SetCapacity;
import dev.rtcrooms.message.SetEntry;
import dev.rtcrooms.message.SetHand;
import dev.rtcrooms.message.Unban;
import dev.rtcrooms.testkit.TestRooms;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The steps of a schedule as commands of clients and as calls of the host. */
final class Commands {

  private Commands() {}

  /**
   * The command of a client.
   *
   * @param message the number of the chat message that it is about, if it is about one
   */
  static Command of(Step step, int message) {
    String user = step.on().user();
    return switch (step.action()) {
      case SAY -> new Say("m-" + step.number(), step.text());
      case EDIT -> new Edit(message, step.editedText());
      case DELETE -> new Delete(message);
      case REACT -> new React(message, step.emoji(), step.flag());
      case READ -> new ReadChat((long) message, step.limit());
      case REFRESH -> new Refresh("token");
      case HAND -> new SetHand(step.flag());
      case LOWER_HAND -> new LowerHand(user);
      case KICK -> new Kick(user, null);
      case BAN -> new BanUser(user, banned(step), null);
      case UNBAN -> new Unban(user);
      case MUTE, UNMUTE -> new Permit(user, Grants.CHAT, gives(step));
      case HAND_OVER, TAKE_OVER -> new Permit(user, Grants.MODERATE, gives(step));
      case MOVE -> new MoveUser(user, step.role());
      case ENTRY -> new SetEntry(step.entry());
      case CAPACITY -> new SetCapacity(step.capacity());
      case ADMIT -> new Admit(user);
      case DENY -> new Deny(user, null);
      default -> throw new IllegalArgumentException(step + " is no command");
    };
  }

  private static boolean gives(Step step) {
    return step.action() == Step.Action.UNMUTE || step.action() == Step.Action.HAND_OVER;
  }

  private static @Nullable Duration banned(Step step) {
    return step.banSeconds() == 0 ? null : Duration.ofSeconds(step.banSeconds());
  }

  /**
   * Calls the host's method for a step.
   *
   * @param message the number of the chat message that it is about, if it is about one
   * @return done, or the code of a refusal
   */
  static String callOfHost(TestRooms rooms, Step step, int message) {
    if (step.action() == Step.Action.DISCONNECT) {
      rooms.rooms().disconnect(step.on().user(), CloseReason.REMOVED);
      rooms.settle();
      return "done";
    }
    CompletableFuture<?> answer =
        rooms.call(Play.ROOM, room -> call(room, step, message)).toCompletableFuture();
    rooms.settle();
    return answer.handle((done, failure) -> failure == null ? "done" : code(failure)).join();
  }

  private static String code(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause instanceof RefusalException refused
        ? refused.refusal().code()
        : failure.toString();
  }

  private static CompletionStage<?> call(Room room, Step step, int message) {
    Chat chat = room.feature(Chat.class);
    switch (step.action()) {
      case EDIT -> {
        return chat.edit(message, step.editedText());
      }
      case DELETE -> {
        return chat.delete(message);
      }
      case ANNOUNCE -> chat.say(User.of("host"), step.text());
      default -> moderate(room.feature(Moderation.class), step, step.on().user());
    }
    return CompletableFuture.completedStage(true);
  }

  private static void moderate(Moderation moderation, Step step, String user) {
    switch (step.action()) {
      case KICK -> moderation.kick(user, null);
      case BAN -> moderation.ban(user, banned(step), null);
      case UNBAN -> moderation.unban(user);
      case MUTE, UNMUTE -> moderation.permit(user, Grants.CHAT, gives(step));
      case HAND_OVER, TAKE_OVER -> moderation.permit(user, Grants.MODERATE, gives(step));
      case MOVE -> moderation.move(user, step.role());
      case ENTRY -> moderation.entry(step.entry());
      case CAPACITY -> moderation.capacity(step.capacity());
      case ADMIT -> moderation.admit(user);
      case DENY -> moderation.deny(user, null);
      case LOWER_HAND -> moderation.lowerHand(user);
      default -> throw new IllegalArgumentException(step + " is no call of the host");
    }
  }
}
