package dev.rtcrooms.hub.cluster;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Role;
import java.util.List;

/**
 * What nodes send each other about the clients that are connected to one node, the edge, and are in
 * a room whose home is another; and questions of hosts. A client has a number that the edge gave
 * it, and so has each room at the edge. Immutable, any thread.
 */
@SuppressWarnings("ArrayRecordComponent") // messages are never compared
sealed interface NodeMessage {

  /**
   * To the home: a client wants to enter.
   *
   * @param room the number of the room at the edge
   * @param streamId the room
   * @param entrant the encoded {@link Entering}
   */
  record Enter(long client, long room, String streamId, byte[] entrant) implements NodeMessage {}

  /**
   * To the home: a client has sent a frame.
   *
   * @param bytes the size of the frame on the wire
   * @param lines the encoded commands; instead of one that could not be read, the encoded refusal
   */
  record Said(long client, int bytes, List<Line> lines) implements NodeMessage {}

  /** To the home: the connection of a client has ended. */
  record Gone(long client, CloseReason reason) implements NodeMessage {}

  /**
   * To the edge: the messages of a turn of the room.
   *
   * @param lines all messages, each once
   * @param toParticipants the positions of those that participants get, except those in a group
   * @param toWatchers the positions of those that watchers get, except those in a group
   * @param groups the clients that get other messages; the first such messages of a client make it
   *     a recipient of the turns that follow
   */
  record Turn(
      long room, List<Line> lines, int[] toParticipants, int[] toWatchers, List<Group> groups)
      implements NodeMessage {}

  /** Clients that get the same messages in a turn, perhaps none. */
  record Group(int[] messages, long[] clients) {}

  /**
   * One encoded message.
   *
   * @param kind what it is
   * @param offset the number of a recorded event, or -1
   */
  record Line(Kind kind, long offset, byte[] json) {}

  /** The kinds of lines. */
  enum Kind {
    /** An event, of which none may be left out. */
    EVENT(0),
    /** An event that a newer one of its key replaces. */
    LATEST(1),
    /** A ping, which the clients must answer. */
    PING(2),
    /** A command. */
    COMMAND(3),
    /** The refusal of a message that could not be read. */
    REFUSAL(4);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /** Stands for it in frames; its position among all kinds. */
    int code() {
      return code;
    }
  }

  /** To the edge: messages for one client, apart from the turns. */
  record Alone(long client, List<Line> lines) implements NodeMessage {}

  /** To the edge: a client has another role from here on. */
  record Moved(long client, Role role) implements NodeMessage {}

  /** To the edge: a client is no recipient of turns any more. */
  record Left(long client) implements NodeMessage {}

  /** To the edge: the connection of a client must be closed. */
  record Out(long client, CloseReason reason) implements NodeMessage {}

  /** To the edge: this node is not the home of the room that the client wants to enter. */
  record NotHome(long client) implements NodeMessage {}

  /**
   * To the home: the host asks a room.
   *
   * @param number of the question, at the asking node
   * @param question the encoded command
   */
  record Ask(long number, String streamId, Line question) implements NodeMessage {}

  /**
   * To the asking node: the answer to a question.
   *
   * @param number of the question
   * @param answer the encoded reply or refusal
   */
  record Answer(long number, Line answer) implements NodeMessage {}
}
