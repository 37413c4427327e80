/* Counts the calls by which a process changes files, and at one of them kills
 * the process or makes the call fail. Loaded with LD_PRELOAD by tests/crash.
 *
 * FEEDROOM_SHIM_LOG   each counted call is a line in this file
 * FEEDROOM_SHIM_AT    the number of the call at which something happens, from 1
 * FEEDROOM_SHIM_DO    kill: SIGKILL before the call
 *                     tear: a write writes half, then SIGKILL; else as kill
 *                     fail: the call fails with FEEDROOM_SHIM_ERRNO (a number)
 *                     stay: it and all after it fail so, but for removing where
 *                           the errno is that of a full disk
 *                     away: the folder FEEDROOM_SHIM_AWAY is renamed to
 *                           "<it>.away" before the call
 *
 * Calls that a program makes past libc are not seen. Pipes, sockets and
 * terminals are not counted.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { NOTHING, KILL, TEAR, FAIL, STAY, AWAY };

static atomic_long calls;
static long at;
static int doing, with_errno, log_to = -1;
static const char *away;

__attribute__((constructor)) static void begin(void) {
    const char *text = getenv("FEEDROOM_SHIM_LOG");
    if (text)
        log_to = (int)syscall(SYS_openat, AT_FDCWD, text, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    text = getenv("FEEDROOM_SHIM_AT");
    at = text ? atol(text) : 0;
    text = getenv("FEEDROOM_SHIM_ERRNO");
    with_errno = text ? atoi(text) : EIO;
    away = getenv("FEEDROOM_SHIM_AWAY");
    text = getenv("FEEDROOM_SHIM_DO");
    if (!text) return;
    if (!strcmp(text, "kill")) doing = KILL;
    if (!strcmp(text, "tear")) doing = TEAR;
    if (!strcmp(text, "fail")) doing = FAIL;
    if (!strcmp(text, "stay")) doing = STAY;
    if (!strcmp(text, "away")) doing = AWAY;
}

static void die(void) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

/* What a call does to the disk. */
enum { GROWS, REMOVES, OTHER };

/* Counts a call. 0 to go on, -1 to fail (errno is set), 1 to tear. */
static int step(const char *name, const char *path, int kind) {
    long number = atomic_fetch_add(&calls, 1) + 1;
    if (log_to >= 0) {
        char line[512];
        int size = snprintf(line, sizeof line, "%ld %s %s\n", number, name, path ? path : "");
        if (size > (int)sizeof line - 1) size = (int)sizeof line - 1;
        syscall(SYS_write, log_to, line, (size_t)size);
    }
    if (!doing || number < at || (doing != STAY && number != at)) return 0;
    switch (doing) {
    case KILL: die(); break;
    case TEAR: return 1;
    case AWAY: {
        char target[4096];
        snprintf(target, sizeof target, "%s.away", away ? away : "");
        syscall(SYS_renameat2, AT_FDCWD, away, AT_FDCWD, target, 0);
        return 0;
    }
    case STAY:
        if (with_errno == ENOSPC && kind != GROWS) return 0;
        break;
    case FAIL:
        /* Nothing that takes no room fails for want of it. */
        if (with_errno == ENOSPC && kind == REMOVES) return 0;
        break;
    }
    errno = with_errno;
    return -1;
}

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)
/* For calls that cannot be done by half. */
#define STEP(path, kind)                             \
    do {                                             \
        int stepped = step(__func__, path, kind);    \
        if (stepped < 0) return -1;                  \
        if (stepped > 0) die();                      \
    } while (0)

static int is_of_the_system(const char *path) {
    return !strncmp(path, "/dev/null", 9) || !strncmp(path, "/proc/", 6) || !strncmp(path, "/sys/", 5);
}

static int changes(const char *path, int flags) {
    return (flags & (O_CREAT | O_TRUNC | O_WRONLY | O_RDWR)) && !is_of_the_system(path);
}

#define OPEN(name)                                                              \
    int name(const char *path, int flags, ...) {                                \
        va_list rest;                                                           \
        va_start(rest, flags);                                                  \
        mode_t mode = va_arg(rest, mode_t);                                     \
        va_end(rest);                                                           \
        if (changes(path, flags)) STEP(path, flags & O_CREAT ? GROWS : OTHER);  \
        REAL(name);                                                             \
        return real(path, flags, mode);                                         \
    }
#define OPENAT(name)                                                            \
    int name(int folder, const char *path, int flags, ...) {                    \
        va_list rest;                                                           \
        va_start(rest, flags);                                                  \
        mode_t mode = va_arg(rest, mode_t);                                     \
        va_end(rest);                                                           \
        if (changes(path, flags)) STEP(path, flags & O_CREAT ? GROWS : OTHER);  \
        REAL(name);                                                             \
        return real(folder, path, flags, mode);                                 \
    }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

static int is_file(int file) {
    struct stat meta;
    return file > 2 && file != log_to && fstat(file, &meta) == 0 && S_ISREG(meta.st_mode);
}

#define WRITE(name, PARAMETERS, HALF, WHOLE)                \
    ssize_t name PARAMETERS {                               \
        REAL(name);                                         \
        if (is_file(file)) {                                \
            int stepped = step(__func__, "", GROWS);        \
            if (stepped < 0) return -1;                     \
            if (stepped > 0) { (void)!real HALF; die(); }   \
        }                                                   \
        return real WHOLE;                                  \
    }
WRITE(write, (int file, const void *bytes, size_t size), (file, bytes, size / 2), (file, bytes, size))
WRITE(pwrite, (int file, const void *bytes, size_t size, off_t from), (file, bytes, size / 2, from), (file, bytes, size, from))
WRITE(pwrite64, (int file, const void *bytes, size_t size, off64_t from), (file, bytes, size / 2, from), (file, bytes, size, from))
WRITE(writev, (int file, const struct iovec *parts, int count), (file, parts, count / 2), (file, parts, count))

#define COPY(name, OFFSET)                                                                    \
    ssize_t name(int from, OFFSET *at_from, int file, OFFSET *at_to, size_t size, unsigned flags) { \
        REAL(name);                                                                           \
        if (is_file(file)) STEP("", GROWS);                                                   \
        return real(from, at_from, file, at_to, size, flags);                                 \
    }
COPY(copy_file_range, off64_t)

int rename(const char *from, const char *to) { STEP(to, OTHER); REAL(rename); return real(from, to); }
int renameat(int a, const char *from, int b, const char *to) { STEP(to, OTHER); REAL(renameat); return real(a, from, b, to); }
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) { STEP(to, OTHER); REAL(renameat2); return real(a, from, b, to, flags); }
int link(const char *from, const char *to) { STEP(to, GROWS); REAL(link); return real(from, to); }
int linkat(int a, const char *from, int b, const char *to, int flags) { STEP(to, GROWS); REAL(linkat); return real(a, from, b, to, flags); }
int symlink(const char *to, const char *path) { STEP(path, GROWS); REAL(symlink); return real(to, path); }
int unlink(const char *path) { STEP(path, REMOVES); REAL(unlink); return real(path); }
int unlinkat(int folder, const char *path, int flags) { STEP(path, REMOVES); REAL(unlinkat); return real(folder, path, flags); }
int mkdir(const char *path, mode_t mode) { STEP(path, GROWS); REAL(mkdir); return real(path, mode); }
int mkdirat(int folder, const char *path, mode_t mode) { STEP(path, GROWS); REAL(mkdirat); return real(folder, path, mode); }
int rmdir(const char *path) { STEP(path, REMOVES); REAL(rmdir); return real(path); }
int fsync(int file) { STEP("", OTHER); REAL(fsync); return real(file); }
int fdatasync(int file) { STEP("", OTHER); REAL(fdatasync); return real(file); }
int ftruncate(int file, off_t size) { STEP("", REMOVES); REAL(ftruncate); return real(file, size); }
int ftruncate64(int file, off64_t size) { STEP("", REMOVES); REAL(ftruncate64); return real(file, size); }
