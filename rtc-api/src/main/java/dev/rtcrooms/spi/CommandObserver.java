package dev.rtcrooms.spi;

import dev.rtcrooms.Client;
import java.util.Optional;

/**
 * Observes commands while rooms handle them, for traces; see {@link
 * dev.rtcrooms.RoomsBuilder#commandObserver}. A {@link RoomListener} counts them without delaying a
 * room.
 *
 * <p>The methods are called in the room's mailbox and must not block. Exceptions are logged as
 * errors; only an exception of {@link Handling#run} refuses the command.
 */
@FunctionalInterface
public interface CommandObserver {

  /**
   * A command is about to be handled. Called for the commands of which {@link RoomListener#handled}
   * tells.
   *
   * @param sender the client
   * @param type the name of the command's type
   * @return observes this command
   */
  Handling begin(Client sender, String type);

  /** The handling of one command. Its room may end before the answer is determined. */
  interface Handling {

    /**
     * Runs a part of the handling: the first one, and each one that continues it when a stage has
     * completed.
     *
     * @param part to be run exactly once, before this method returns
     */
    default void run(Runnable part) {
      part.run();
    }

    /**
     * The answer is determined, and the events that the command recorded are stored. Called at most
     * once, perhaps inside {@link #run}.
     *
     * @param refusal the code of the refusal, or empty if the command was carried out
     * @param failure the exception because of which the command was refused, unless it is a {@link
     *     dev.rtcrooms.RefusalException}
     */
    void end(Optional<String> refusal, Optional<Throwable> failure);
  }
}
