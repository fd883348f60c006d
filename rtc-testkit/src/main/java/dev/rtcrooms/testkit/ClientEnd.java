package dev.rtcrooms.testkit;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.transport.Inbound;
import java.util.List;
import java.util.Optional;

/** The client's end of a connection; for the test's thread. */
sealed interface ClientEnd permits TestConnection, ServedConnection {

  /** Sends the messages of a frame. */
  void send(List<Inbound> messages);

  /** The client ends the connection: with a close frame, or {@link CloseReason#LOST} without. */
  void end(CloseReason reason);

  /** Has a fault from now on; one that has vanished stays so. */
  void suffer(Fault fault);

  /** Has no fault any more. */
  void recover();

  Optional<Fault> fault();

  void ignorePings();

  /** Why the rooms closed the connection, if they did. */
  Optional<CloseReason> closedWith();
}
