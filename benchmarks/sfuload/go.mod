module sfuload
