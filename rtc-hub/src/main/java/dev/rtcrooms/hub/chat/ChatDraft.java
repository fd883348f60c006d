package dev.rtcrooms.hub.chat;

import dev.rtcrooms.Client;
import dev.rtcrooms.message.ChatCommand;

/**
 * A text that a client sends; immutable, any thread.
 *
 * @param client the sender; its methods for the mailbox may be called before the filter returns
 * @param command the {@link dev.rtcrooms.message.Say}, {@link dev.rtcrooms.message.Edit} or {@link
 *     dev.rtcrooms.message.SayTo} with the text
 * @param text the text
 */
public record ChatDraft(Client client, ChatCommand command, String text) {}
