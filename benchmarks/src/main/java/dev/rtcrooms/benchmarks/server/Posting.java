package dev.rtcrooms.benchmarks.server;

import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Result;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.CustomEvent;
import dev.rtcrooms.message.Delivery;
import dev.rtcrooms.message.MessageType;
import java.time.Instant;

/**
 * What {@link dev.rtcrooms.hub.chat.Chat} does, for texts that are too long for a chat; for the
 * room's mailbox.
 */
final class Posting implements Feature {

  private final Room room;

  Posting(Room room) {
    this.room = room;
  }

  record Post(String id, String text) implements CustomCommand {
    static final MessageType<Post> TYPE =
        MessageType.of(
                "post",
                Post.class,
                fields -> new Post(fields.text("id"), fields.text("text")),
                (post, fields) -> fields.text("id", post.id).text("text", post.text))
            .withRequiredGrant(Grants.CHAT)
            .withRetryId(Post::id);
  }

  record Posted(String id, String client, String user, String text, Instant at)
      implements CustomEvent {
    static final MessageType<Posted> TYPE =
        MessageType.of(
                "posted",
                Posted.class,
                fields ->
                    new Posted(
                        fields.text("id"),
                        fields.text("client"),
                        fields.text("user"),
                        fields.text("text"),
                        Instant.ofEpochMilli(fields.number("at"))),
                (posted, fields) ->
                    fields
                        .text("id", posted.id)
                        .text("client", posted.client)
                        .text("user", posted.user)
                        .text("text", posted.text)
                        .number("at", posted.at.toEpochMilli()))
            .withDelivery(Delivery.RECORDED);
  }

  @Override
  public Result handle(Client client, Command command) {
    if (!(command instanceof Post post)) {
      return Result.UNHANDLED;
    }
    room.hub()
        .broadcast(new Posted(post.id, client.id(), client.user().id(), post.text, room.now()));
    return Result.DONE;
  }
}
