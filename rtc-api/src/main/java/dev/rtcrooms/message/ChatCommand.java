package dev.rtcrooms.message;

/** The commands of the feature {@code Chat}. A message is named by its number. Immutable. */
public sealed interface ChatCommand extends Command
    permits Say, Edit, Delete, React, SetTyping, SayTo, MarkRead, SetSlowMode, ReadChat {}
