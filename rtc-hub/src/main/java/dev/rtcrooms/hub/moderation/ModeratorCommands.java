package dev.rtcrooms.hub.moderation;

import dev.rtcrooms.Client;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.Admit;
import dev.rtcrooms.message.AskToMute;
import dev.rtcrooms.message.BanUser;
import dev.rtcrooms.message.Deny;
import dev.rtcrooms.message.Kick;
import dev.rtcrooms.message.LowerHand;
import dev.rtcrooms.message.ModerationCommand;
import dev.rtcrooms.message.MoveUser;
import dev.rtcrooms.message.MuteRequested;
import dev.rtcrooms.message.Permit;
import dev.rtcrooms.message.SetCapacity;
import dev.rtcrooms.message.SetEntry;
import dev.rtcrooms.message.SetHand;
import dev.rtcrooms.message.Unban;
import java.util.List;
import java.util.Set;

/**
 * Carries out the commands of moderators, who may do less than the host: not to themselves, and not
 * to users whom the host protects. For the room's mailbox.
 */
final class ModeratorCommands {

  private final Room room;
  private final Moderation moderation;
  private final Set<String> permits;

  /**
   * The commands in one room.
   *
   * @param permits the grants that moderators may give and take
   */
  ModeratorCommands(Room room, Moderation moderation, Set<String> permits) {
    this.room = room;
    this.moderation = moderation;
    this.permits = permits;
  }

  /**
   * Carries out a command of a client that has the grant.
   *
   * @throws RefusalException if it must not; nothing is changed then
   */
  void carryOut(Client by, ModerationCommand command) {
    if (command instanceof Kick kick) {
      requirePresentOrWaiting(other(by, kick.user()));
      moderation.kick(kick.user(), kick.reason());
    } else if (command instanceof BanUser ban) {
      moderation.ban(other(by, ban.user()), ban.duration(), ban.reason());
    } else if (command instanceof Unban unban) {
      require(moderation.unban(unban.user()), "No such user is banned");
    } else if (command instanceof Permit permit) {
      permit(by, permit);
    } else if (command instanceof AskToMute mute) {
      mute(by, mute);
    } else if (command instanceof SetEntry entry) {
      moderation.entry(entry.entry());
    } else if (command instanceof SetCapacity capacity) {
      moderation.capacity(capacity.clients());
    } else if (command instanceof Admit admit) {
      require(moderation.admit(admit.user()), "No such user waits");
    } else if (command instanceof Deny deny) {
      require(moderation.deny(deny.user(), deny.reason()), "No such user waits");
    } else if (command instanceof SetHand hand) {
      setHand(by, hand.raised());
    } else if (command instanceof LowerHand hand) {
      require(moderation.lowerHand(hand.user()), "No such user has raised a hand");
    } else if (command instanceof MoveUser move) {
      move(by, move);
    }
  }

  private void permit(Client by, Permit permit) {
    if (!permits.contains(permit.grant())) {
      throw new RefusalException(
          Refusal.ofField(Refusal.BAD_FIELD, "grant", "Moderators cannot give this grant"));
    }
    boolean resigns = permit.grant().equals(Grants.MODERATE) && !permit.allowed();
    String user = resigns && isSelf(by, permit.user()) ? permit.user() : other(by, permit.user());
    if (!moderation.hasPermits(user)) {
      requirePresent(user);
    }
    moderation.permit(user, permit.grant(), permit.allowed());
  }

  private void mute(Client by, AskToMute mute) {
    List<Client> asked =
        room.hub().clientsOf(other(by, mute.user())).stream()
            .filter(client -> mute.client() == null || client.id().equals(mute.client()))
            .toList();
    require(!asked.isEmpty(), "No such user is in the room");
    MuteRequested request = new MuteRequested(mute.media(), by.user().id(), by.user().name());
    asked.forEach(client -> room.hub().send(client, request));
  }

  private void setHand(Client client, boolean raised) {
    if (raised) {
      moderation.raiseHand(client.user());
    } else {
      moderation.lowerHand(client.user().id());
    }
  }

  private void move(Client by, MoveUser move) {
    requirePresent(other(by, move.user()));
    moderation.move(move.user(), move.role());
  }

  private static boolean isSelf(Client by, String userId) {
    return by.user().id().equals(userId);
  }

  /** A user on whom the moderator may act. */
  private String other(Client by, String userId) {
    if (isSelf(by, userId)) {
      throw new RefusalException(Refusal.NOT_YOURSELF, "Moderators cannot do this to themselves");
    }
    boolean isProtected =
        room.hub().clientsOf(userId).stream()
            .anyMatch(client -> client.grants().allows(Grants.PROTECTED));
    if (isProtected) {
      throw new RefusalException(Refusal.PROTECTED, "The host protects this user");
    }
    return userId;
  }

  private void requirePresentOrWaiting(String userId) {
    if (moderation.waiting().stream().noneMatch(waits -> waits.user().equals(userId))) {
      requirePresent(userId);
    }
  }

  private void requirePresent(String userId) {
    require(!room.hub().clientsOf(userId).isEmpty(), "No such user is in the room");
  }

  private static void require(boolean found, String otherwise) {
    if (!found) {
      throw new RefusalException(Refusal.NO_SUCH_USER, otherwise);
    }
  }
}
