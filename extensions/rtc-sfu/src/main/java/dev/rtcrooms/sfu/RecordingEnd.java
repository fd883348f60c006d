package dev.rtcrooms.sfu;

/** Why a {@link Recording} has ended. Immutable; any thread. */
public enum RecordingEnd {
  /** The host has stopped it. */
  STOPPED,
  /** The room has ended. */
  ROOM_CLOSED,
  /** The SFU was closed. */
  SFU_CLOSED,
  /** It is as long or as large as its {@link RecordingOptions} allow. */
  LIMIT,
  /** The disk has less free space than {@link RecordingOptions#freeBytes()}. */
  DISK_FULL,
  /** Nothing could be written for ten seconds, though the queue was full. */
  TOO_SLOW,
  /** A file could not be created or written. */
  FAILED
}
