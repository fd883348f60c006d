package dev.rtcrooms.signaling;

import dev.rtcrooms.Peer;
import dev.rtcrooms.Room;

/**
 * Forwards the media of rooms, in place of a mesh ({@link Streams#sfu}). Each publisher has one
 * connection to its peer {@code up} and offers to it. Each receiver has one connection to its peer
 * {@code down}, which offers what all others publish.
 */
public interface MediaServer {

  /**
   * Returns the limits of each room.
   *
   * @return publishers, and receivers that do not publish
   */
  MeshCaps caps();

  /**
   * Begins to serve a room; called in its mailbox, once, before its first client joins.
   *
   * @param room the room
   * @return the room's own part of the server
   */
  MediaRoom open(Room room);

  /**
   * The part of a media server that serves one room. All methods, and those of both peers, are
   * called in the room's mailbox.
   */
  interface MediaRoom {

    /**
     * Returns the peer to which publishers offer.
     *
     * @return the same each time; its id differs from those of clients
     */
    Peer up();

    /**
     * Returns the peer that offers to receivers. The id of each MediaStream that it sends is the id
     * of the publisher, perhaps followed by a full stop and any text.
     *
     * @return the same each time; its id differs from those of clients
     */
    Peer down();

    /**
     * Called once, before any client is connected.
     *
     * @param up with which {@link #up} answers
     * @param down with which {@link #down} offers
     */
    void start(PeerSession up, PeerSession down);

    /**
     * Tells whether the server has too much to do for the room. Until that ends, {@code publish} is
     * refused with {@link dev.rtcrooms.Refusal#MEDIA_OVERLOADED}.
     *
     * @return by default false
     */
    default boolean isOverloaded() {
      return false;
    }

    /** Called once, when the room has ended. */
    void close();
  }
}
