// What the sanitizers must know of Swift; `scripts/sanitize.sh` links it into everything that they watch.

#if __has_feature(thread_sanitizer) && defined(__linux__)

#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>

// `Synchronization.Mutex` is an atomic exchange in the caller, which the sanitizer sees, while nobody waits. A thread
// that must wait calls into Swift's own library, which was built without the sanitizer and lets the kernel hand over the
// lock (futex(2), FUTEX_LOCK_PI): what happened before then looks like a race with what happens after. These two stand
// in front of the library's functions and tell the sanitizer what they do. Races of code that holds no lock, or another
// one, are still reported.

void __tsan_acquire(void *address);
void __tsan_release(void *address);

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"
#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *

typedef SWIFT void (*Lock)(uint32_t thread, SELF mutex);
typedef SWIFT void (*Unlock)(SELF mutex);

SWIFT void lock(uint32_t thread, SELF mutex) __asm__(LOCK);
SWIFT void unlock(SELF mutex) __asm__(UNLOCK);

SWIFT void lock(uint32_t thread, SELF mutex) {
    ((Lock)dlsym(RTLD_NEXT, LOCK))(thread, mutex);
    __tsan_acquire(mutex);
}

SWIFT void unlock(SELF mutex) {
    __tsan_release(mutex);
    ((Unlock)dlsym(RTLD_NEXT, UNLOCK))(mutex);
}

#elif __has_feature(address_sanitizer)

const char *__lsan_default_options(void);
const char *__lsan_default_suppressions(void);

// The tests read what the command writes to standard error, where the suppressions in use would be listed.
const char *__lsan_default_options(void) { return "print_suppressions=0"; }

// What counts as a leak and is none of ours, or none at all.
const char *__lsan_default_suppressions(void) {
    return
        // What a `static let` holds until the process ends. Swift keeps marks in unused bits of references (indirect
        // cases, payloads of cases, strings), and the sanitizer does not recognise such a reference.
        "leak:once_slow\n"
        // What ArgumentParser made for an error that is still on the stack when the command ends by `exit`: strings and
        // cases, whose references bear marks. (The command itself runs below none of its functions.)
        "leak:s14ArgumentParser\n"
        // TOMLKit frees neither the error of a parse nor the names it hands out: some bytes for each table of a gitleaks
        // configuration, each time that is loaded.
        "leak:s7TOMLKit\n"
        // Foundation keeps a buffer for every empty file that it reads, which only the tests do,
        "leak:FoundationEssentials17readBytesFromFile\n"
        // and the table of weak references of a process that has run.
        "leak:s10Foundation7ProcessC3runyyKF\n";
}

#endif
