package dev.rtcrooms.hub.mailbox;

/** A task that must know if it will never run, because the mailbox has ended. */
public interface Droppable extends Runnable {

  /** Called instead of {@link #run}, on any thread. */
  void drop();
}
