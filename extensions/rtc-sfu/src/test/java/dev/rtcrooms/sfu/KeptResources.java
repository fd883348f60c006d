package dev.rtcrooms.sfu;

import java.io.File;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What the process holds, after a garbage collection.
 *
 * @param ownBytes of the objects of the SFU and its cryptography; arrays are not counted
 * @param heapBytes of all objects
 * @param directBuffers how many buffers there are outside the heap
 * @param directBytes of these buffers
 * @param threads how many live
 * @param descriptors the open file descriptors, 0 where they are unknown
 */
record KeptResources(
    long ownBytes,
    long heapBytes,
    long directBuffers,
    long directBytes,
    int threads,
    int descriptors) {

  private static final String[] SIGNATURE = {String[].class.getName()};
  private static final File DESCRIPTORS = new File("/proc/self/fd");

  /** Counts them now. */
  static KeptResources now() throws JMException {
    ObjectName commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
    Object[] none = {new String[0]};
    Object histogram =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(commands, "gcClassHistogram", none, SIGNATURE);
    long own = 0;
    long heap = 0;
    for (String line : histogram.toString().split("\n")) {
      String[] columns = line.trim().split("\\s+"); // number, objects, bytes, class
      if (columns.length >= 4 && columns[0].matches("\\d+:")) {
        long bytes = Long.parseLong(columns[2]);
        heap += bytes;
        if (columns[3].startsWith("dev.rtcrooms.sfu.")
            || columns[3].startsWith("org.bouncycastle.")) {
          own += bytes;
        }
      }
    }
    BufferPoolMXBean direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .findFirst()
            .orElseThrow();
    String[] open = DESCRIPTORS.list();
    return new KeptResources(
        own,
        heap,
        direct.getCount(),
        direct.getMemoryUsed(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        open == null ? 0 : open.length);
  }
}
