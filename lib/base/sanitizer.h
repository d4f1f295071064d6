/* Is this built with the address sanitizer, and so with the leak sanitizer? */
#ifndef CMIGRATE_BASE_SANITIZER_H
#define CMIGRATE_BASE_SANITIZER_H

#if defined(__SANITIZE_ADDRESS__)
#define HAS_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_ADDRESS_SANITIZER 1
#endif
#endif

#endif
