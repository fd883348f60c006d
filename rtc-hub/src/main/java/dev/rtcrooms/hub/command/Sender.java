package dev.rtcrooms.hub.command;

import dev.rtcrooms.Client;
import dev.rtcrooms.hub.delivery.Recipient;

/** A client as the sender of commands; for the mailbox. */
public interface Sender extends Client {

  /** The limits for what this client sends. */
  SenderRate rate();

  /** Its outgoing side, for which nothing waits here if another node has the connection. */
  Recipient recipient();

  /** Whether the client is disconnected or about to be; its further commands are discarded. */
  boolean hasEnded();
}
