package dev.rtcrooms.sfu;

import java.io.File;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What the SFU and its cryptography hold, after a garbage collection.
 *
 * @param bytes of the objects of both; arrays are not counted
 * @param objects how many there are
 * @param descriptors the open file descriptors of the process, 0 where they are unknown
 */
record SfuObjects(long bytes, long objects, int descriptors) {

  private static final String[] SIGNATURE = {String[].class.getName()};
  private static final File DESCRIPTORS = new File("/proc/self/fd");

  /** Counts them now. */
  static SfuObjects now() throws JMException {
    ObjectName commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
    Object[] none = {new String[0]};
    Object histogram =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(commands, "gcClassHistogram", none, SIGNATURE);
    long bytes = 0;
    long objects = 0;
    for (String line : histogram.toString().split("\n")) {
      String[] columns = line.trim().split("\\s+"); // number, objects, bytes, class
      if (columns.length >= 4
          && (columns[3].startsWith("dev.rtcrooms.sfu.")
              || columns[3].startsWith("org.bouncycastle."))) {
        objects += Long.parseLong(columns[1]);
        bytes += Long.parseLong(columns[2]);
      }
    }
    String[] open = DESCRIPTORS.list();
    return new SfuObjects(bytes, objects, open == null ? 0 : open.length);
  }
}
