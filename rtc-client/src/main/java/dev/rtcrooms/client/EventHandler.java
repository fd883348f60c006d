package dev.rtcrooms.client;

import dev.rtcrooms.message.Event;

/**
 * Receives events of one type.
 *
 * @param <E> the event
 */
@FunctionalInterface
public interface EventHandler<E extends Event> {

  /**
   * Receives an event. The calls to one client's handlers come one at a time, in the order of the
   * events. While a handler runs, the client reads nothing from the server. An exception is logged.
   *
   * @param event the event
   * @param number its number in the room's history, by which chat messages are edited or answered;
   *     0 if the event is not recorded
   */
  void handle(E event, long number);
}
