export declare const shapesPath: string;
export declare function shapes(): string;
