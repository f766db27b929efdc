package org.chengmai.device;

import org.springframework.stereotype.Service;

/** The door of what was kept aside: readings that could not be taken as they came, with the reason. */
@Service
public class Aside {}
