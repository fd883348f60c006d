package dev.rtcrooms.hub.command;

import dev.rtcrooms.Client;

/** A client as the sender of commands; for the mailbox. */
public interface Sender extends Client {

  /** The limits for what this client sends. */
  SenderRate rate();

  /** Whether the client is disconnected or about to be; its further commands are discarded. */
  boolean hasEnded();
}
